using ImageForge.Api;

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
}
