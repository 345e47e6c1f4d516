using System.Globalization;
using ImageForge.Api.Common;
using ImageForge.Api.GenerationJobs;
using ImageForge.Cli.Display;
using ImageForge.Cli.Local;
using ImageForge.Cli.Manifests;
using ImageForge.Contracts.Plans;
using ImageForge.Evaluation.Similarities;
using ImageForge.Imaging.Files;
using ImageForge.Imaging.Pixels;
using ImageForge.Planning;
using ImageForge.Scenes.Comparing;
using Microsoft.Extensions.Logging.Abstractions;

namespace ImageForge.Cli.Comparing;

/// <summary>Renders two sides and composes a side-by-side sheet.</summary>
/// <param name="folder">Temporary directory of the images.</param>
/// <param name="view">Progress display.</param>
/// <param name="time">The clock.</param>
internal sealed class Comparison(string folder, IProgressView view, TimeProvider time)
{
    /// <summary>The sheet; the caller disposes of it.</summary>
    /// <exception cref="ComparisonException">A job failed, or a pair has different numbers of variants.</exception>
    public async Task<PixelBuffer> RunAsync(
        ComparedSide left,
        ComparedSide right,
        int frameWidth,
        CancellationToken cancellation
    )
    {
        var rows = new List<(ComparedPair Pair, string Scores)>();
        try
        {
            foreach (var (one, other) in ComparedSide.Pair(left, right))
            {
                var ofLeft = await MakeAsync(left, one, "left", cancellation);
                var ofRight = await MakeAsync(right, other, "right", cancellation);
                if (ofLeft.Count != ofRight.Count)
                {
                    throw new ComparisonException(
                        $"{one.Metadata.Name} has {ofLeft.Count} variants and {other.Metadata.Name} has {ofRight.Count}: set the same number on both"
                    );
                }

                foreach (var (a, b) in ofLeft.Zip(ofRight))
                {
                    rows.Add(await RowAsync(a, left.Caption(one), b, right.Caption(other), cancellation));
                }
            }

            return ComparisonSheet.Render("Side by side", rows, frameWidth);
        }
        finally
        {
            foreach (var (pair, _) in rows)
            {
                pair.Left.Dispose();
                pair.Right.Dispose();
            }
        }
    }

    private async Task<IReadOnlyList<string>> MakeAsync(
        ComparedSide side,
        GenerationJob job,
        string name,
        CancellationToken cancellation
    )
    {
        var store = FileUri.Of(Path.Combine(folder, name));
        var output = (job.Spec.Output ?? new OutputSpec()) with { Storage = new StorageSpec { Uri = store } };
        var context = new LocalContext(
            side.Objects,
            new OperatorDefaults { StoreUri = store, AllowFileUris = true },
            new LocalRunner(view, NullLogger.Instance),
            time
        );
        var made = new LocalJob(job with { Spec = job.Spec with { Output = output } }, context);
        await made.ReconcileAsync(cancellation);
        cancellation.ThrowIfCancellationRequested();
        var result = made.Result((storage, key) => StoreLocations.Of(storage?.Uri ?? store, key));
        return result.State == JobState.Completed
            ? result.Places
            : throw new ComparisonException($"{side.File}: {result.Name}: {string.Join("; ", result.Problems)}");
    }

    private static async Task<(ComparedPair Pair, string Scores)> RowAsync(
        string left,
        string leftCaption,
        string right,
        string rightCaption,
        CancellationToken cancellation
    )
    {
        var a = await ReadAsync(left, cancellation);
        var b = await ReadAsync(right, cancellation);
        using var fitted = FittedPair.Of(a, b);
        return (
            new ComparedPair(a, $"{leftCaption}, {a.Width}×{a.Height}", b, $"{rightCaption}, {Shown(a, b, fitted)}"),
            Scores(fitted)
        );
    }

    private static async Task<PixelBuffer> ReadAsync(string path, CancellationToken cancellation) =>
        (await new ImageDecoder().DecodeAsync(await File.ReadAllBytesAsync(path, cancellation), cancellation)).Pixels;

    private static string Shown(PixelBuffer left, PixelBuffer right, FittedPair fitted) =>
        (left.Width, left.Height) == (right.Width, right.Height)
            ? $"{right.Width}×{right.Height}"
            : $"{right.Width}×{right.Height}, compared at {fitted.Right.Width}×{fitted.Right.Height}";

    private static string Scores(FittedPair pair)
    {
        var (a, b) = (pair.Left, pair.Right);
        var error = Math.Sqrt(Similarity.MeanSquaredError(a, b)) * 100;
        var scores = string.Create(
            CultureInfo.InvariantCulture,
            $"RMS {error:0.0} %, {DifferenceMap.VisibleShare(a, b) * 100:0.0} % visible"
        );
        var psnr = Similarity.Psnr(a, b);
        scores += double.IsInfinity(psnr)
            ? ", equal"
            : string.Create(CultureInfo.InvariantCulture, $", PSNR {psnr:0.0} dB");
        return Math.Min(a.Width, a.Height) < 11
            ? scores
            : scores + string.Create(CultureInfo.InvariantCulture, $", SSIM {Similarity.Ssim(a, b):0.000}");
    }
}

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

/// <summary>A job of a comparison failed; the message has the job and the cause.</summary>
internal sealed class ComparisonException(string message) : Exception(message);
