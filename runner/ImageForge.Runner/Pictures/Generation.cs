using ImageForge.Contracts.Plans;
using ImageForge.Runner.Logging;
using ImageForge.Runner.Plans;

namespace ImageForge.Runner.Pictures;

/// <summary>Makes the pictures that are missing, batch by batch, through all picture stages; encodes and keeps them.</summary>
internal static class Generation
{
    /// <summary>Makes and keeps all pictures that earlier attempts did not finish.</summary>
    public static async Task RunAsync(RunContext context, Workspace workspace, CancellationToken cancellationToken)
    {
        if (workspace.Finished == workspace.Pictures)
        {
            return;
        }

        using var source = await OpenAsync(context, cancellationToken);
        foreach (var batch in Enumerable.Range(0, workspace.Pictures).Chunk(source.Batch))
        {
            if (batch.All(variant => workspace.Results[variant] is not null))
            {
                continue;
            }

            cancellationToken.ThrowIfCancellationRequested();
            await RunTelemetry.VariantsAsync(
                batch,
                () => MakeAsync(context, workspace, source, batch, cancellationToken)
            );
        }
    }

    private static async Task<IPictureSource> OpenAsync(RunContext context, CancellationToken cancellationToken)
    {
        IPictureSource? source = null;
        try
        {
            foreach (var stage in Stages.All.OfType<IPictureStage>())
            {
                source = await stage.OpenAsync(context, source, cancellationToken);
            }

            return source ?? throw new PlanInvalidException("work has neither compose nor polish");
        }
        catch
        {
            source?.Dispose();
            throw;
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
        var work = context.Plan.Work;
        var part = new Part(context, workspace, batch);
        part.Report(new(0, PictureProgress.Composing));
        var pictures = source.Make(
            new(batch, work.Width, work.Height) { KeepsLight = PictureEncoder.KeepsLight(work.Output) },
            part,
            cancellationToken
        );
        try
        {
            foreach (var (variant, picture) in batch.Zip(pictures))
            {
                // One that an earlier attempt finished was made again with its batch, and has the same bytes.
                if (workspace.Results[variant] is null)
                {
                    await KeepAsync(context, workspace, variant, picture, cancellationToken);
                }
            }
        }
        finally
        {
            foreach (var picture in pictures)
            {
                picture.Dispose();
            }
        }
    }

    private static async Task KeepAsync(
        RunContext context,
        Workspace workspace,
        int variant,
        Picture picture,
        CancellationToken cancellationToken
    )
    {
        foreach (var warning in picture.Warnings)
        {
            context.Logger.LeftOut(warning.Subject, warning.Message);
        }

        long? seed = context.Plan.Work is GenerateWork generate ? unchecked(generate.Seed + variant) : null;
        var file = new PictureEncoder(context.Plan).Encode(picture.Pixels, seed, picture.Derived);
        var encoded = new EncodedPicture(file, picture.Pixels.Width, picture.Pixels.Height, picture.Hitboxes)
        {
            Warnings = picture.Warnings,
        };
        var result = await context.Partial.SaveAsync(variant, encoded, cancellationToken);
        workspace.Keep(result, file);
        context.Progress.Finished(workspace.Finished);
        context.Logger.PictureFinished(variant, result.Sha256, result.Bytes);
    }

    private sealed class Part(RunContext context, Workspace workspace, int[] batch) : IProgress<PictureProgress>
    {
        private readonly int _finished = workspace.Finished;
        private readonly string _pictures =
            batch.Length == 1
                ? $"picture {batch[0] + 1} of {workspace.Pictures}"
                : $"pictures {batch[0] + 1} to {batch[^1] + 1} of {workspace.Pictures}";

        public void Report(PictureProgress value) =>
            context.Progress.Advance(
                (_finished + value.Share * batch.Length) / workspace.Pictures,
                $"{value.Message} {_pictures}"
            );
    }
}
