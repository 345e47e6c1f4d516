using ImageForge.Api.Common;
using ImageForge.Api.GenerationJobs;
using ImageForge.Cli.Local;
using ImageForge.Cli.Manifests;

namespace ImageForge.Cli.Comparing;

/// <summary>One side of a comparison: manifests, and the strategy that all their jobs are given.</summary>
/// <param name="File">Where the manifests are.</param>
/// <param name="Objects">What they ask for.</param>
/// <param name="Strategy">The strategy in place of each job's own; null leaves it.</param>
internal sealed record ComparedSide(string File, LocalObjects Objects, AtmosphereStrategy? Strategy)
{
    /// <summary>Two files are two sides; so is one file with two strategies.</summary>
    /// <exception cref="ManifestException">There are not two sides, or a manifest cannot be used.</exception>
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
                $"two sides are compared: give -f twice, or -f once and --strategy twice (there were {files.Count} -f and {strategies.Count} --strategy)"
            ),
        };

    /// <summary>The jobs as this side has them made.</summary>
    public IEnumerable<GenerationJob> Jobs => Objects.Jobs.Select(With);

    /// <summary>Pairs the jobs of two sides: those of one name, or else in order.</summary>
    /// <exception cref="ManifestException">The sides have not the same number of jobs.</exception>
    public static IReadOnlyList<(GenerationJob Left, GenerationJob Right)> Pair(ComparedSide left, ComparedSide right)
    {
        GenerationJob[] one = [.. left.Jobs];
        GenerationJob[] other = [.. right.Jobs];
        if (one.Length == 0 || one.Length != other.Length)
        {
            throw new ManifestException(
                $"{left.File} has {one.Length} GenerationJobs and {right.File} has {other.Length}: each side needs the same number, at least one"
            );
        }

        var named = other.ToLookup(j => j.Metadata.Name);
        return one.All(j => named[j.Metadata.Name].Count() == 1)
            ? [.. one.Select(j => (j, named[j.Metadata.Name].Single()))]
            : [.. one.Zip(other)];
    }

    /// <summary>What stands below this side's pictures of a job.</summary>
    public string Caption(GenerationJob job)
    {
        var name = $"{job.Metadata.Name}, {Path.GetFileName(File)}";
        if (job.Spec.Compose?.Atmosphere is not { } own)
        {
            return $"{name}, no atmosphere";
        }

        var strategy =
            own.Strategy
            ?? Objects.Profile(job.Metadata.Namespace, own.ProfileRef?.Name)?.Spec.Strategy
            ?? AtmosphereStrategy.Asset;
        return $"{name}, {strategy}";
    }

    private static ComparedSide Of(string file, AtmosphereStrategy? strategy)
    {
        var objects = LocalObjects.Admit(ManifestReader.Read([file], Console.In), TimeProvider.System);
        return objects.Storyboards.Count == 0
            ? new ComparedSide(file, objects, strategy)
            : throw new ManifestException($"{file}: GenerationJobs are compared, and it has a Storyboard");
    }

    private GenerationJob With(GenerationJob job)
    {
        // A prompt alone has no layout that an atmosphere could be in, and must not get one.
        if (Strategy is null || (job.Spec is { Compose: null, Polish.Backend: not (null or PolishBackend.None) }))
        {
            return job;
        }

        var compose = job.Spec.Compose ?? new ComposeSpec();
        var atmosphere = (compose.Atmosphere ?? new AtmosphereSpec()) with { Strategy = Strategy };
        return job with { Spec = job.Spec with { Compose = compose with { Atmosphere = atmosphere } } };
    }
}
