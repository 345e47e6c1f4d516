using ImageForge.Api;
using ImageForge.Api.Common;
using ImageForge.Contracts.Plans;

namespace ImageForge.Planning.Resolving;

/// <summary>Turns the user's own images into references that a runner can follow without any credentials but its store's.</summary>
/// <param name="storeUri">The store of the job as its spec names it.</param>
internal sealed class ImageResolver(string storeUri)
{
    private readonly string _store = storeUri.TrimEnd('/') + "/";

    /// <param name="source">The image.</param>
    /// <param name="field">Its field, for messages.</param>
    public (ImageRef? Image, Problem? Problem) Resolve(ImageSource source, string field) =>
        Unsupported(source) is { } remedy
            ? (null, new Problem(Reasons.NotSupported, $"{field} is not carried out by this version: {remedy}."))
            : (
                new ImageRef
                {
                    Uri = source.Uri!.StartsWith(_store, StringComparison.Ordinal)
                        ? "store:" + source.Uri[_store.Length..]
                        : source.Uri,
                    Sha256 = source.Digest?["sha256:".Length..],
                    Origin = field,
                },
                null
            );

    private string? Unsupported(ImageSource source)
    {
        if (source.Builtin is not null)
        {
            return "built-in images are chosen by category and tag; remove it";
        }

        if (source.Uri is null)
        {
            return "images come by uri only yet; put the image into the job's store and name it by its address there";
        }

        if (source.SecretRef is not null)
        {
            return "images have no credentials of their own yet; put the image into the job's store";
        }

        var local = source.Uri.StartsWith("file://", StringComparison.Ordinal);
        return local || source.Uri.StartsWith(_store, StringComparison.Ordinal)
            ? null
            : $"only file:///… and the job's own store ({_store}…) are read yet";
    }
}
