using System.Text;
using ImageForge.Api;
using ImageForge.Contracts.Plans;
using ImageForge.Planning.Resolving;

namespace ImageForge.Planning.Publish;

/// <summary>Validates key lengths including the prefix of the store.</summary>
internal static class StoreKeys
{
    private const string Scheme = "s3://";

    /// <summary>Why the keys do not fit, or null.</summary>
    public static Problem? Problem(StorePlan store, IReadOnlyList<string> keys)
    {
        var before = Encoding.UTF8.GetByteCount(Prefix(store.Uri));
        var key = keys.Max(Encoding.UTF8.GetByteCount);
        return before == 0 || before + key <= KeyTemplate.MaxBytes
            ? null
            : new(
                Reasons.InvalidSpec,
                $"The store prefix ({before} bytes) and the longest key ({key} bytes) have {before + key} bytes together; S3 keys are limited to {KeyTemplate.MaxBytes}. Shorten the prefix in spec.output.storage.uri or spec.output.keyTemplate."
            );
    }

    // Directories limit path segments only, so the prefix does not matter.
    private static string Prefix(string uri)
    {
        if (!uri.StartsWith(Scheme, StringComparison.Ordinal))
        {
            return "";
        }

        var path = uri[Scheme.Length..].Split('/', 2) is [_, var rest] ? Uri.UnescapeDataString(rest).Trim('/') : "";
        return path.Length == 0 ? "" : path + "/";
    }
}
