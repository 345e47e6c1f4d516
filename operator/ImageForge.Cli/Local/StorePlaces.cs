namespace ImageForge.Cli.Local;

/// <summary>Says where a person finds an artifact.</summary>
internal static class StorePlaces
{
    /// <summary>A path for a store that is a folder, the address otherwise.</summary>
    public static string Of(string storeUri, string key) =>
        Uri.TryCreate(storeUri, UriKind.Absolute, out var uri) && uri.IsFile
            ? Path.Combine(uri.LocalPath, key)
            : $"{storeUri.TrimEnd('/')}/{key}";
}
