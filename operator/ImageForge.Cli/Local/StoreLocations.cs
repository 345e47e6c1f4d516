using ImageForge.Contracts.Plans;

namespace ImageForge.Cli.Local;

/// <summary>Locations of artifacts for display.</summary>
internal static class StoreLocations
{
    /// <summary>A file path for a directory store, else a URI.</summary>
    public static string Of(string storeUri, string key) =>
        FileUri.PathOf(storeUri) is { } folder ? Path.Combine(folder, key) : $"{storeUri.TrimEnd('/')}/{key}";
}
