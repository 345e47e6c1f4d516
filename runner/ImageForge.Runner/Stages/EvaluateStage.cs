using ImageForge.Artifacts.Errors;
using ImageForge.Contracts.Results;
using ImageForge.Evaluation;
using ImageForge.Imaging.Files;
using ImageForge.Runner.Staging;

namespace ImageForge.Runner.Stages;

/// <summary>Scores each picture as it was encoded: what is measured is what is delivered.</summary>
internal sealed class EvaluateStage : IStage
{
    // Our own file: as large as the plan asked for.
    private static readonly ImageDecoder Decoder = new(new() { MaxSide = int.MaxValue, MaxPixels = long.MaxValue });

    /// <summary>The scores that are computed, by the names that plans have for them.</summary>
    public static IReadOnlyList<string> Metrics { get; } =
    ["Brightness", "Contrast", "Colorfulness", "Sharpness", "Entropy", "ClippedShare"];

    /// <inheritdoc />
    public Stage Stage => Stage.Evaluating;

    /// <inheritdoc />
    public async Task RunAsync(RunContext context, Workspace workspace, CancellationToken cancellationToken)
    {
        for (var variant = 0; variant < workspace.Pictures; variant++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var record = workspace.Staged[variant]!;
            var file =
                workspace.Held(variant)
                ?? await ReadAsync(context.Staging, record, cancellationToken).ConfigureAwait(false);
            workspace.Scores[variant] = await ScoreAsync(file, cancellationToken).ConfigureAwait(false);
            context.Progress.Advance((variant + 1.0) / workspace.Pictures);
        }
    }

    private static async Task<byte[]> ReadAsync(StagingArea staging, StagedPicture record, CancellationToken token) =>
        await staging.ReadPictureAsync(record, token).ConfigureAwait(false)
        ?? throw new StoreUnreachableException($"the staged picture '{record.Key}' is gone or changed");

    private static async Task<Dictionary<string, double>> ScoreAsync(byte[] file, CancellationToken token)
    {
        using var picture = await Decoder.DecodeAsync(file, token).ConfigureAwait(false);
        var statistics = PictureStatistics.Measure(picture.Pixels);
        double[] values =
        [
            statistics.MeanLuminance,
            statistics.Contrast,
            statistics.Colourfulness,
            statistics.Sharpness,
            statistics.Entropy,
            statistics.ClippedShare,
        ];
        return Metrics.Zip(values).ToDictionary(p => p.First, p => Math.Round(p.Second, 6), StringComparer.Ordinal);
    }
}
