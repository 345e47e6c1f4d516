using ImageForge.Contracts.Results;
using ImageForge.Runner.Composing;
using ImageForge.Runner.Logging;

namespace ImageForge.Runner.Stages;

/// <summary>Makes and encodes the pictures and stages them, one batch after the other.</summary>
/// <param name="open">Readies what makes them; not called where none is left to make.</param>
internal sealed class ComposeStage(Func<CancellationToken, Task<IPictureSource>> open) : IStage
{
    /// <inheritdoc />
    public Stage Stage => Stage.Generating;

    /// <inheritdoc />
    public async Task RunAsync(RunContext context, Workspace workspace, CancellationToken cancellationToken)
    {
        if (workspace.Finished == workspace.Pictures)
        {
            return;
        }

        using var source = await open(cancellationToken).ConfigureAwait(false);
        foreach (var batch in Enumerable.Range(0, workspace.Pictures).Chunk(source.Batch))
        {
            if (batch.All(variant => workspace.Staged[variant] is not null))
            {
                continue;
            }

            cancellationToken.ThrowIfCancellationRequested();
            await RunTelemetry
                .VariantsAsync(batch, () => MakeAsync(context, workspace, source, batch, cancellationToken))
                .ConfigureAwait(false);
        }
    }

    private static async Task MakeAsync(
        RunContext context,
        Workspace workspace,
        IPictureSource source,
        int[] batch,
        CancellationToken cancellationToken
    )
    {
        var part = new Part(context, workspace, batch);
        part.Report(new(0, PictureProgress.Composing));
        var pictures = source.Make(batch, part, cancellationToken);
        foreach (var (variant, picture) in batch.Zip(pictures))
        {
            // One that an earlier attempt staged was made again with its batch, and has the same bytes.
            if (workspace.Staged[variant] is null)
            {
                await StageAsync(context, workspace, variant, picture, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static async Task StageAsync(
        RunContext context,
        Workspace workspace,
        int variant,
        EncodedPicture picture,
        CancellationToken cancellationToken
    )
    {
        foreach (var warning in picture.Warnings)
        {
            context.Logger.LeftOut(warning.Subject, warning.Message);
        }

        var staged = await context.Staging.SaveAsync(variant, picture, cancellationToken).ConfigureAwait(false);
        workspace.Keep(staged, picture.File);
        context.Progress.Finished(workspace.Finished);
        context.Logger.PictureStaged(variant, staged.Sha256, staged.Bytes);
    }

    private sealed class Part(RunContext context, Workspace workspace, int[] batch) : IProgress<PictureProgress>
    {
        private readonly int finished = workspace.Finished;
        private readonly string pictures =
            batch.Length == 1
                ? $"picture {batch[0] + 1} of {workspace.Pictures}"
                : $"pictures {batch[0] + 1} to {batch[^1] + 1} of {workspace.Pictures}";

        public void Report(PictureProgress value) =>
            context.Progress.Advance(
                (finished + value.Share * batch.Length) / workspace.Pictures,
                $"{value.Message} {pictures}"
            );
    }
}
