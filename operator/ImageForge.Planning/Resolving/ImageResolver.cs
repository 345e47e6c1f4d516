using ImageForge.Api;
using ImageForge.Contracts.Plans;

namespace ImageForge.Planning.Resolving;

/// <summary>Resolves user images to references that the runner can read with the credentials of its store.</summary>
/// <param name="storeUri">URI of the job's store, as in its spec.</param>
/// <param name="artifacts">Images of other jobs.</param>
/// <param name="allowsFiles">Whether file:// is allowed.</param>
internal sealed class ImageResolver(string storeUri, ArtifactSources artifacts, bool allowsFiles)
{
    private static readonly string[] Fetched = [FileUri.Scheme, "http://", "https://", InputMounts.Claim];

    private readonly string _store = FileUri.Decode(storeUri.TrimEnd('/')) + "/";

    /// <param name="source">The image.</param>
    /// <param name="field">Its field, for messages.</param>
    public (ImageSource? Image, Problem? Problem) Resolve(ImageSource source, string field)
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
                ? (null, new Problem(Reasons.NotSupported, $"{field} is not supported in this version: {remedy}."))
            : (new ImageSource { Uri = Address(source), Digest = source.Digest }, null);
    }

    private string Address(ImageSource source) =>
        source.ConfigMap is { } map ? $"{InputMounts.ConfigMap}{map.Name}/{map.Key}"
        : KeyOf(source.Uri!) is { } key ? InputMounts.Store + key
        : source.Uri!;

    /// <summary>The key of a URI in the job's store; null for other URIs.</summary>
    private string? KeyOf(string uri) =>
        FileUri.Decode(uri) is var decoded && decoded.StartsWith(_store, StringComparison.Ordinal)
            ? decoded[_store.Length..]
            : null;

    private string? Unsupported(ImageSource source)
    {
        if (source.Builtin is not null)
        {
            return "built-in images are selected by category and tag; remove it";
        }

        if (source.SecretRef is not null)
        {
            return "images cannot have credentials of their own; use an image in the job's store";
        }

        return
            source.ConfigMap is not null
            || KeyOf(source.Uri!) is not null
            || Array.Exists(Fetched, scheme => source.Uri!.StartsWith(scheme, StringComparison.Ordinal))
            ? null
            : $"s3:// images must be in the job's own store ({_store}…), and hopsworks:// is not implemented";
    }
}
