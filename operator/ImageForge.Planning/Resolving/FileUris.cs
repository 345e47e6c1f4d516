using ImageForge.Api;
using ImageForge.Contracts.Plans;

namespace ImageForge.Planning.Resolving;

/// <summary>
/// Addresses of files. On a cluster they lie in the runner's pod: what is stored there is lost with it, and what is read
/// there is whatever the image and the node have.
/// </summary>
internal static class FileUris
{
    /// <summary>What every address of a file begins with.</summary>
    public const string Scheme = "file:";

    /// <summary>Why an address is refused, or null.</summary>
    /// <param name="uri">The address, as the spec has it.</param>
    /// <param name="field">Its field.</param>
    /// <param name="isAllowed">Whether the operator allows files.</param>
    public static Problem? Problem(string? uri, string field, bool isAllowed) =>
        isAllowed || uri?.StartsWith(Scheme, StringComparison.Ordinal) != true
            ? null
            : new(
                Reasons.InvalidSpec,
                $"{field} '{uri}': file:// is a path inside the runner's pod and is not allowed on this cluster; use s3:// or pvc://, or start the operator with --allow-file-uris."
            );

    /// <summary>Why an address of a file, or of what a claim or a bucket has, is not well-formed, or null.</summary>
    /// <param name="uri">The address, as the spec has it.</param>
    /// <param name="field">Its field.</param>
    public static Problem? Malformed(string? uri, string field)
    {
        if (uri is null || uri.StartsWith("http", StringComparison.Ordinal))
        {
            return null;
        }

        var fault =
            FileUri.HasMore(uri) ? "has a query or a fragment; write %3F for '?' and %23 for '#' in a name"
            : uri.StartsWith(Scheme, StringComparison.Ordinal) && FileUri.PathOf(uri) is null
                ? "must have the form file:///path"
            : FileUri.HasDotSegment(uri) ? "has a '.' or '..' segment; write the path without it"
            : null;
        return fault is null ? null : new(Reasons.InvalidSpec, $"{field} '{uri}' {fault}.");
    }
}
