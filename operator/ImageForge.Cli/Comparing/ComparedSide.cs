using ImageForge.Api.Common;
using ImageForge.Api.GenerationJobs;
using ImageForge.Cli.Local;
using ImageForge.Cli.Manifests;

namespace ImageForge.Cli.Comparing;

/// <summary>One side of a comparison: manifests and an optional strategy.</summary>
/// <param name="File">Manifest file.</param>
/// <param name="Objects">Objects of the manifests.</param>
/// <param name="Strategy">Overrides the strategy of each job; null to keep it.</param>
internal sealed record ComparedSide(string File, LocalObjects Objects, AtmosphereStrategy? Strategy)
{
    /// <summary>Two files are two sides; so is one file with two strategies.</summary>
    /// <exception cref="ManifestException">Not two sides, or an invalid manifest.</exception>
    public static (ComparedSide Left, ComparedSide Right) Read(
        IReadOnlyList<string> files,
        IReadOnlyList<AtmosphereStrategy> strategies
    ) =>
        (files.Count, strategies.Count) switch
        {
            (2, 0) => (Of(files[0], null), Of(files[1], null)),
            (2, 2) => (Of(files[0], strategies[0]), Of(files[1], strategies[1])),
            (1, 2) => (Of(files[0], strategies[0]), Of(files[0], strategies[1])),
            _ => throw new ManifestException(
                $"compare needs two sides: give -f twice, or -f once and --strategy twice (got {files.Count} -f and {strategies.Count} --strategy)"
            ),
        };

    /// <summary>The jobs of this side with its strategy.</summary>
    public IEnumerable<GenerationJob> Jobs => Objects.Jobs.Select(With);

    /// <summary>Pairs the jobs of two sides by name, else by order.</summary>
    /// <exception cref="ManifestException">The sides have different numbers of jobs.</exception>
    public static IReadOnlyList<(GenerationJob Left, GenerationJob Right)> Pair(ComparedSide left, ComparedSide right)
    {
        GenerationJob[] one = [.. left.Jobs];
        GenerationJob[] other = [.. right.Jobs];
        if (one.Length == 0 || one.Length != other.Length)
        {
            throw new ManifestException(
                $"{left.File} has {one.Length} GenerationJobs and {right.File} has {other.Length}: both sides need the same number, at least one"
            );
        }

        var named = other.ToLookup(j => j.Metadata.Name);
        return one.All(j => named[j.Metadata.Name].Count() == 1)
            ? [.. one.Select(j => (j, named[j.Metadata.Name].Single()))]
            : [.. one.Zip(other)];
    }

    /// <summary>Caption of the images of a job.</summary>
    public string Caption(GenerationJob job)
    {
        var name = $"{job.Metadata.Name}, {Path.GetFileName(File)}";
        if (job.Spec.Compose?.Atmosphere is not { } own)
        {
            return $"{name}, no atmosphere";
        }

        var strategy =
            own.Strategy
            ?? Objects.Profile(job.Metadata.NamespaceProperty, own.ProfileRef?.Name)?.Spec.Strategy
            ?? AtmosphereStrategy.Asset;
        return $"{name}, {strategy}";
    }

    private static ComparedSide Of(string file, AtmosphereStrategy? strategy)
    {
        var objects = LocalObjects.Admit(ManifestReader.Read([file], Console.In), TimeProvider.System);
        return objects.Storyboards.Count == 0
            ? new ComparedSide(file, objects, strategy)
            : throw new ManifestException($"{file}: Storyboards cannot be compared; use GenerationJobs");
    }

    private GenerationJob With(GenerationJob job)
    {
        // A prompt-only job has no layout to apply an atmosphere to.
        if (Strategy is null || (job.Spec is { Compose: null, Polish.Backend: not (null or PolishBackend.None) }))
        {
            return job;
        }

        var compose = job.Spec.Compose ?? new ComposeSpec();
        var atmosphere = (compose.Atmosphere ?? new AtmosphereSpec()) with { Strategy = Strategy };
        return job with { Spec = job.Spec with { Compose = compose with { Atmosphere = atmosphere } } };
    }
}
