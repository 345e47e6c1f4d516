using System.Globalization;
using System.Text.Json.Nodes;
using ImageForge.DevCluster.Storage;

namespace ImageForge.DevCluster.Http;

/// <summary>Reads the versions that clients name.</summary>
internal static class ResourceVersions
{
    /// <summary>The version of a request, 0 for any; null when none is named.</summary>
    /// <exception cref="FormatException">It is no number; the message is the API server's.</exception>
    public static long? Parse(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? version
            : throw new FormatException($"strconv.ParseUint: parsing \"{text}\": invalid syntax");
    }

    /// <exception cref="ApiError">Timeout: the version lies in the future.</exception>
    public static void RequireReached(ObjectStore store, long version)
    {
        if (version <= store.Version)
        {
            return;
        }
        var details = new JsonObject
        {
            ["causes"] = new JsonArray(
                new JsonObject { ["reason"] = "ResourceVersionTooLarge", ["message"] = "Too large resource version" }
            ),
            ["retryAfterSeconds"] = 1,
        };
        throw ApiError.Make(
            504,
            "Timeout",
            $"Timeout: Too large resource version: {version}, current: {store.Version}",
            details,
            retryAfter: 1
        );
    }
}
