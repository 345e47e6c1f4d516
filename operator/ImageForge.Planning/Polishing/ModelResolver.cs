using ImageForge.Api;
using ImageForge.Api.Common;
using ImageForge.Api.GenerationJobs;
using ImageForge.Contracts.Plans;
using ImageForge.Planning.Resolving;

namespace ImageForge.Planning.Polishing;

/// <summary>Turns models into addresses that a runner can follow.</summary>
/// <param name="store">The job's store: what a model in S3 does not say itself is as it is there.</param>
/// <param name="allowsFiles">Whether models may be files.</param>
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
            var found = model?.Name is null ? "it is missing" : $"{field}.name is for services";
            return Refused(
                $"{field}.uri says where the model of a local back end is, such as s3://models/sd-turbo: {found}."
            );
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
                $"{field}.uri '{uri}' is not supported: local models are at s3://bucket/prefix or pvc://claim/path, or at file:///path where the operator allows it."
            );
        }

        if (model.SecretRef is not null && !isS3)
        {
            return Refused($"{field}.secretRef goes with an s3 uri, and '{uri}' is none; remove it.");
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

    /// <summary>The Secret that models are read with, or null where the store's credentials do.</summary>
    public static SecretReference? Secret(GenerationSettings spec) =>
        LocalBackends.Has(spec.Polish?.Backend) ? spec.Polish!.Model?.SecretRef : null;

    private static (ModelPlan?, Problem?) Refused(string message) => (null, new(Reasons.InvalidSpec, message));
}
