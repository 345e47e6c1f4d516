using System.Text;
using ImageForge.Api;
using ImageForge.Contracts.Plans;

namespace ImageForge.Planning.Resolving;

/// <summary>Measures keys as a store sees them: below the prefix of its address.</summary>
internal static class StoreKeys
{
    private const string Scheme = "s3://";

    /// <summary>What is wrong with these keys in their store, or null.</summary>
    public static Problem? Problem(StorePlan store, IReadOnlyList<string> keys)
    {
        var before = Encoding.UTF8.GetByteCount(Prefix(store.Uri));
        var key = keys.Max(Encoding.UTF8.GetByteCount);
        return before == 0 || before + key <= KeyTemplate.MaxBytes
            ? null
            : new(
                Reasons.InvalidSpec,
                $"The store's prefix has {before} bytes and the longest key {key}, together {before + key}, more than the {KeyTemplate.MaxBytes} of an S3 key; shorten the prefix in spec.output.storage.uri or spec.output.keyTemplate."
            );
    }

    // A directory is limited by its file system, name by name; what is in front of a key does not count there.
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
