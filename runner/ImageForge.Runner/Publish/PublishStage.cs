using ImageForge.Artifacts;
using ImageForge.Artifacts.Errors;
using ImageForge.Contracts.Plans;
using ImageForge.Contracts.Results;
using ImageForge.Runner.Logging;
using ImageForge.Runner.Plans;

namespace ImageForge.Runner.Publish;

/// <summary>Copies the finished pictures to their final keys, and writes the manifest last.</summary>
/// <remarks>
/// A manifest of another plan that lies at the same key (a changed job, say) is withdrawn once all pictures of this one
/// are finished, right before the first is copied: so a manifest never names bytes that are not at its keys, and what was
/// there stays whole until its successor is complete.
/// </remarks>
internal sealed class PublishStage : IFileStage
{
    /// <inheritdoc />
    public Stage Stage => Stage.Uploading;

    /// <inheritdoc />
    public string Span => "publish";

    /// <inheritdoc />
    public void Check(RunPlan plan)
    {
        var delivery = plan.Delivery;
        var pictures = PlanChecks.PictureCount(plan.Work);
        PlanInvalidException.Require(
            delivery.Keys.Count == pictures,
            $"delivery.keys has {delivery.Keys.Count} keys for {pictures} picture(s)"
        );
        var prefix = delivery.PartialPrefix;
        PlanInvalidException.Require(prefix.EndsWith('/'), $"delivery.partialPrefix '{prefix}' does not end in '/'");
        var seen = new HashSet<string>(StringComparer.Ordinal);
        ObjectKey.Validate(prefix[..^1]);
        foreach (var key in delivery.Keys.Append(delivery.ManifestKey))
        {
            ObjectKey.Validate(key);
            PlanInvalidException.Require(seen.Add(key), $"delivery has the key '{key}' twice");
            PlanInvalidException.Require(
                !key.StartsWith(prefix, StringComparison.Ordinal),
                $"delivery key '{key}' is below the prefix of partial results, which is cleared"
            );
        }
    }

    /// <inheritdoc />
    public async Task RunAsync(RunContext context, Workspace workspace, CancellationToken cancellationToken)
    {
        var manifest = ManifestBuilder.Build(context, workspace);
        var published = new PublishedRun(context.Store, context.Plan);
        if (await published.FindAsync(manifest.Inputs, cancellationToken) is { } theirs)
        {
            // Another attempt at this run was faster: its result counts.
            workspace.Publication = theirs;
            return;
        }

        await published.WithdrawOthersAsync(manifest, cancellationToken);
        for (var variant = 0; variant < workspace.Pictures; variant++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var artifact = manifest.Artifacts[variant];
            await CopyAsync(context.Store, workspace.Results[variant]!.Key, artifact, cancellationToken);
            context.Progress.Advance((variant + 1.0) / workspace.Pictures);
            context.Logger.PicturePublished(variant, artifact.Key, artifact.Sha256);
        }

        workspace.Publication = await published.WriteAsync(manifest, cancellationToken);
    }

    private static async Task CopyAsync(IArtifactStore store, string from, Artifact artifact, CancellationToken token)
    {
        await store.CopyAsync(from, artifact.Key, token);
        var bytes = await store.HeadAsync(artifact.Key, token);
        if (bytes != artifact.Bytes)
        {
            throw new StoreUnreachableException(
                $"{store.Name} has {bytes?.ToString() ?? "no"} bytes under '{artifact.Key}' after a copy of {artifact.Bytes}"
            );
        }
    }
}
