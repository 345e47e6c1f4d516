using ImageForge.Contracts.Plans;

namespace ImageForge.Cli.Local;

/// <summary>Says where a person finds an artifact.</summary>
internal static class StoreLocations
{
    /// <summary>A path for a store that is a folder, the address otherwise.</summary>
    public static string Of(string storeUri, string key) =>
        FileUri.PathOf(storeUri) is { } folder ? Path.Combine(folder, key) : $"{storeUri.TrimEnd('/')}/{key}";
}
