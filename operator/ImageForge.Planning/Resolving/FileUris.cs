using ImageForge.Api;
using ImageForge.Contracts.Plans;

namespace ImageForge.Planning.Resolving;

/// <summary>
/// file:// URIs. On a cluster they are paths inside the runner pod: files stored there are lost with the pod, and files
/// read there come from the image or the node.
/// </summary>
internal static class FileUris
{
    /// <summary>URI scheme of files.</summary>
    public const string Scheme = "file:";

    /// <summary>Why a URI is rejected, or null.</summary>
    /// <param name="uri">The URI from the spec.</param>
    /// <param name="field">Its field.</param>
    /// <param name="isAllowed">Whether the operator allows file://.</param>
    public static Problem? Problem(string? uri, string field, bool isAllowed) =>
        isAllowed || uri?.StartsWith(Scheme, StringComparison.Ordinal) != true
            ? null
            : new(
                Reasons.InvalidSpec,
                $"{field} '{uri}': file:// is a path inside the runner's pod and is not allowed on this cluster; use s3:// or pvc://, or start the operator with --allow-file-uris."
            );

    /// <summary>Why a file, claim or bucket URI is malformed, or null.</summary>
    /// <param name="uri">The URI from the spec.</param>
    /// <param name="field">Its field.</param>
    public static Problem? Malformed(string? uri, string field)
    {
        if (uri is null || uri.StartsWith("http", StringComparison.Ordinal))
        {
            return null;
        }

        var fault =
            FileUri.HasMore(uri) ? "contains a query or fragment; escape '?' as %3F and '#' as %23"
            : uri.StartsWith(Scheme, StringComparison.Ordinal) && FileUri.PathOf(uri) is null
                ? "must have the form file:///path"
            : FileUri.HasDotSegment(uri) ? "contains a '.' or '..' segment; remove it"
            : null;
        return fault is null ? null : new(Reasons.InvalidSpec, $"{field} '{uri}' {fault}.");
    }
}
