using ImageForge.Artifacts.Errors;
using ImageForge.Contracts.Plans;
using ImageForge.Contracts.Results;
using ImageForge.Evaluation;
using ImageForge.Imaging;
using ImageForge.Imaging.Files;
using ImageForge.Runner.PartialResults;
using ImageForge.Runner.Plans;

namespace ImageForge.Runner.Evaluate;

/// <summary>Scores each picture as it was encoded: what is measured is what is delivered.</summary>
internal sealed class EvaluateStage : IFileStage
{
    // Our own file: as large as the plan asked for.
    private static readonly DecodeLimits Limits = new() { MaxSide = int.MaxValue, MaxPixels = long.MaxValue };

    /// <inheritdoc />
    public Stage Stage => Stage.Evaluating;

    /// <inheritdoc />
    public string Span => "evaluate";

    /// <inheritdoc />
    public void Check(RunPlan plan)
    {
        foreach (var metric in (plan.Work as GenerateWork)?.Metrics ?? [])
        {
            PlanInvalidException.Require(
                PictureMetrics.All.Any(m => m.Name == $"{metric}"),
                $"work.metrics '{metric}' is not supported: {string.Join(", ", PictureMetrics.All.Select(m => m.Name))}"
            );
        }
    }

    /// <inheritdoc />
    public async Task RunAsync(RunContext context, Workspace workspace, CancellationToken cancellationToken)
    {
        var decoder = new ImageDecoder(Limits);
        // The first file's process starts while the file is fetched, the others' while their predecessors are scored.
        using var expectation = decoder.Expect(
            context.Plan.Delivery.Keys.Count(k => ImageDecoder.NeedsProcess(Path.GetExtension(k)))
        );
        for (var variant = 0; variant < workspace.Pictures; variant++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var record = workspace.Results[variant]!;
            var file = workspace.Held(variant) ?? await ReadAsync(context.Partial, record, cancellationToken);
            workspace.Scores[variant] = await ScoreAsync(decoder, file, cancellationToken);
            context.Progress.Advance((variant + 1.0) / workspace.Pictures);
        }
    }

    private static async Task<byte[]> ReadAsync(
        PartialResultStore partial,
        PartialResult record,
        CancellationToken token
    ) =>
        await partial.ReadPictureAsync(record, token)
        ?? throw new StoreUnreachableException($"the finished picture '{record.Key}' is gone or changed");

    private static async Task<Dictionary<string, double>> ScoreAsync(
        ImageDecoder decoder,
        byte[] file,
        CancellationToken token
    )
    {
        using var picture = await decoder.DecodeAsync(file, token);
        var measured = new MeasuredPicture(picture.Pixels);
        return PictureMetrics.All.ToDictionary(
            metric => metric.Name,
            metric => Math.Round(metric.Measure(measured), 6),
            StringComparer.Ordinal
        );
    }
}
