using ImageForge.Contracts.Networks;
using ImageForge.Contracts.Plans;

namespace ImageForge.Cli.Local;

/// <summary>Environment of a local run, which may access the same networks as its user.</summary>
internal static class LocalMachine
{
    /// <summary>Networks allowed for HTTP inputs: all. Cloud metadata addresses are still denied.</summary>
    public static IReadOnlyList<string> Networks { get; } = ["0.0.0.0/0", "::/0"];

    /// <summary>Looks up a variable of the environment.</summary>
    public static string? Variable(string name) =>
        Environment.GetEnvironmentVariable(name)
        ?? (name == AddressKinds.AllowVariable ? string.Join(',', Networks) : null);
}

/// <summary>Locations of artifacts for display.</summary>
internal static class StoreLocations
{
    /// <summary>A file path for a directory store, else a URI.</summary>
    public static string Of(string storeUri, string key) =>
        FileUri.PathOf(storeUri) is { } folder ? Path.Combine(folder, key) : $"{storeUri.TrimEnd('/')}/{key}";
}
