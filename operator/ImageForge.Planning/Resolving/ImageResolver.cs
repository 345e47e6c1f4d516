using ImageForge.Api;
using ImageForge.Api.Common;
using ImageForge.Contracts.Plans;

namespace ImageForge.Planning.Resolving;

/// <summary>Turns the user's own images into references that a runner can follow without any credentials but its store's.</summary>
/// <param name="storeUri">The store of the job as its spec names it.</param>
/// <param name="artifacts">Images of other jobs.</param>
/// <param name="allowsFiles">Whether images may be files.</param>
internal sealed class ImageResolver(string storeUri, ArtifactSources artifacts, bool allowsFiles)
{
    private static readonly string[] Fetched = [FileUri.Scheme, "http://", "https://", InputMounts.Claim];

    private readonly string _store = FileUri.Decode(storeUri.TrimEnd('/')) + "/";

    /// <param name="source">The image.</param>
    /// <param name="field">Its field, for messages.</param>
    public (ImageRef? Image, Problem? Problem) Resolve(ImageSource source, string field)
    {
        if (source.Artifact is { } artifact)
        {
            var (made, problem) = artifacts.Find(artifact, field);
            return made is null
                ? (null, problem)
                : Resolve(source.Digest is null ? made : made with { Digest = source.Digest }, field);
        }

        var refused =
            FileUris.Problem(source.Uri, $"{field}.uri", allowsFiles)
            ?? FileUris.Malformed(source.Uri, $"{field}.uri")
            ?? StorageResolver.ClaimProblem(source.Uri ?? "", $"{field}.uri");
        return refused is not null ? (null, refused)
            : Unsupported(source) is { } remedy
                ? (null, new Problem(Reasons.NotSupported, $"{field} is not carried out by this version: {remedy}."))
            : (
                new ImageRef
                {
                    Uri = Address(source),
                    Sha256 = source.Digest?["sha256:".Length..],
                    Origin = field,
                },
                null
            );
    }

    private string Address(ImageSource source) =>
        source.ConfigMap is { } map ? $"{InputMounts.ConfigMap}{map.Name}/{map.Key}"
        : KeyOf(source.Uri!) is { } key ? "store:" + key
        : source.Uri!;

    /// <summary>The key of an address in the job's store; null for one elsewhere.</summary>
    private string? KeyOf(string uri) =>
        FileUri.Decode(uri) is var decoded && decoded.StartsWith(_store, StringComparison.Ordinal)
            ? decoded[_store.Length..]
            : null;

    private string? Unsupported(ImageSource source)
    {
        if (source.Builtin is not null)
        {
            return "built-in images are chosen by category and tag; remove it";
        }

        if (source.SecretRef is not null)
        {
            return "images have no credentials of their own yet; put the image into the job's store";
        }

        return
            source.ConfigMap is not null
            || KeyOf(source.Uri!) is not null
            || Array.Exists(Fetched, scheme => source.Uri!.StartsWith(scheme, StringComparison.Ordinal))
            ? null
            : $"of s3:// only the job's own store ({_store}…) is read yet, and of hopsworks:// nothing";
    }
}
