namespace ImageForge.Api;

/// <summary>The definitions that make an API server serve the three kinds, as they are installed on clusters.</summary>
public static class CustomResourceDefinitions
{
    private const string Suffix = ".yaml";

    /// <summary>The YAML document of each definition, in the order of their file names.</summary>
    public static IReadOnlyList<string> Yaml { get; } =
    [
        .. typeof(CustomResourceDefinitions)
            .Assembly.GetManifestResourceNames()
            .Where(name => name.EndsWith(Suffix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(Read),
    ];

    private static string Read(string name)
    {
        using var stream = typeof(CustomResourceDefinitions).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
