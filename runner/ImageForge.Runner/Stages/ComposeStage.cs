using System.Globalization;
using ImageForge.Contracts.Results;
using ImageForge.Runner.Composing;
using ImageForge.Runner.Logging;

namespace ImageForge.Runner.Stages;

/// <summary>Composes and encodes each picture and stages it, one after the other.</summary>
internal sealed class ComposeStage(IPictureSource source) : IStage
{
    /// <inheritdoc />
    public Stage Stage => Stage.Generating;

    /// <inheritdoc />
    public async Task RunAsync(RunContext context, Workspace workspace, CancellationToken cancellationToken)
    {
        for (var variant = 0; variant < workspace.Pictures; variant++)
        {
            if (workspace.Staged[variant] is not null)
            {
                continue;
            }

            cancellationToken.ThrowIfCancellationRequested();
            var part = new Part(context, workspace, variant);
            part.Report(0);
            var picture = source.Make(variant, part, cancellationToken);
            var staged = await context.Staging.SaveAsync(variant, picture, cancellationToken).ConfigureAwait(false);
            workspace.Keep(staged, picture.File);
            context.Progress.Finished(workspace.Finished);
            context.Logger.PictureStaged(variant, staged.Sha256, staged.Bytes);
        }
    }

    private sealed class Part(RunContext context, Workspace workspace, int variant) : IProgress<double>
    {
        private readonly string message = string.Create(
            CultureInfo.InvariantCulture,
            $"Composing picture {variant + 1} of {workspace.Pictures}"
        );

        public void Report(double value) =>
            context.Progress.Advance((workspace.Finished + value) / workspace.Pictures, message);
    }
}
