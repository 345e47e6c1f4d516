namespace ImageForge.Api.Yaml;

/// <summary>Options of the YAML reader; the default matches kubectl.</summary>
public sealed record YamlReaderOptions
{
    /// <summary>
    /// Leaves plain scalars texts instead of giving them types: for files whose fields say themselves what they must be,
    /// such as a kubeconfig, where a token of digits is no number. Null stays null.
    /// </summary>
    public bool ScalarsAreText { get; init; }

    /// <summary>
    /// Lets the last of several values of one key count and lists the key in <see cref="YamlDocument.Duplicates"/>, as an
    /// API server does with bodies, instead of refusing the text.
    /// </summary>
    public bool LastKeyCounts { get; init; }
}
