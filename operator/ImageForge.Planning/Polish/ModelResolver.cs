using ImageForge.Api;
using ImageForge.Api.GenerationJobs;
using ImageForge.Contracts.Plans;
using ImageForge.Planning.Resolving;

namespace ImageForge.Planning.Polish;

/// <summary>Resolves models to URIs that the runner can read.</summary>
/// <param name="store">The job's store; provides endpoint and region of S3 models that have none.</param>
/// <param name="allowsFiles">Whether file:// is allowed.</param>
internal sealed class ModelResolver(StorePlan store, bool allowsFiles)
{
    private const string S3 = "s3://";
    private const string File = "file:///";

    /// <param name="model">The model, if one is given.</param>
    /// <param name="field">Its field, for messages.</param>
    public (ModelPlan? Model, Problem? Problem) Resolve(ModelSpec? model, string field)
    {
        if (model?.Uri is not { } uri)
        {
            var found = model?.Name is null ? "" : $" ({field}.name applies to remote services only)";
            return Refused($"{field}.uri is required for a local back end, such as s3://models/sd-turbo{found}.");
        }

        var refused =
            FileUris.Problem(uri, $"{field}.uri", allowsFiles)
            ?? FileUris.Malformed(uri, $"{field}.uri")
            ?? StorageResolver.ClaimProblem(uri, $"{field}.uri");
        if (refused is not null)
        {
            return (null, refused);
        }

        var isS3 = uri.StartsWith(S3, StringComparison.Ordinal);
        if (
            !isS3
            && !uri.StartsWith(File, StringComparison.Ordinal)
            && !uri.StartsWith(InputMounts.Claim, StringComparison.Ordinal)
        )
        {
            return Refused(
                $"{field}.uri '{uri}' is not supported: use s3://bucket/prefix, pvc://claim/path, or file:///path if the operator allows it."
            );
        }

        if (model.SecretRef is not null && !isS3)
        {
            return Refused($"{field}.secretRef requires an s3:// uri, not '{uri}'; remove it.");
        }

        var home = isS3 && store.Uri.StartsWith(S3, StringComparison.Ordinal) ? store : null;
        return (
            new ModelPlan
            {
                Uri = uri.TrimEnd('/'),
                Endpoint = model.Endpoint ?? home?.Endpoint,
                Region = model.Region ?? home?.Region,
                Sha256 = model.Digest?["sha256:".Length..],
            },
            null
        );
    }

    private static (ModelPlan?, Problem?) Refused(string message) => (null, new(Reasons.InvalidSpec, message));
}
