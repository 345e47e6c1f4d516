namespace ImageForge.Api;

/// <summary>The CRDs of the three kinds.</summary>
public static class CustomResourceDefinitions
{
    private const string Suffix = ".yaml";

    /// <summary>One YAML document per CRD, sorted by file name.</summary>
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
