using System.Globalization;
using ImageForge.Api.Common;
using ImageForge.Api.GenerationJobs;
using ImageForge.Cli.Display;
using ImageForge.Cli.Local;
using ImageForge.Contracts.Plans;
using ImageForge.Evaluation;
using ImageForge.Imaging.Comparing;
using ImageForge.Imaging.Files;
using ImageForge.Imaging.Pixels;
using ImageForge.Planning;
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
