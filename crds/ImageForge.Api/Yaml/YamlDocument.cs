using System.Text.Json.Nodes;

namespace ImageForge.Api.Yaml;

/// <summary>One document of a YAML stream as JSON, with the place of each of its values.</summary>
public sealed class YamlDocument
{
    private readonly Dictionary<string, YamlPosition> _positions;

    internal YamlDocument(
        JsonNode? value,
        Dictionary<string, YamlPosition> positions,
        IReadOnlyList<YamlDuplicate> duplicates
    )
    {
        Value = value;
        Duplicates = duplicates;
        _positions = positions;
    }

    /// <summary>The document; null when it is empty.</summary>
    public JsonNode? Value { get; }

    /// <summary>
    /// Keys that stand twice, in the order of the text; empty unless <see cref="YamlReaderOptions.LastKeyCounts"/> lets them.
    /// </summary>
    public IReadOnlyList<YamlDuplicate> Duplicates { get; }

    /// <summary>
    /// Where a field is, by its path as Kubernetes writes it (<c>spec.compose.signals[0].score</c>); for a field that is
    /// absent, where its nearest parent is.
    /// </summary>
    public YamlPosition PositionOf(string path)
    {
        while (!_positions.ContainsKey(path) && path.Length > 0)
        {
            path = path[..Math.Max(0, path.LastIndexOfAny(['.', '[']))];
        }

        return _positions.GetValueOrDefault(path, new YamlPosition(1, 1));
    }
}

/// <summary>A place in a text. A class, since generic collections of our structs are compiled at run time.</summary>
/// <param name="Line">Line, from 1.</param>
/// <param name="Column">Column, from 1.</param>
public sealed record YamlPosition(long Line, long Column);

/// <summary>A duplicate key of a mapping.</summary>
/// <param name="Path">The field, as Kubernetes writes it (<c>spec.signals[0].score</c>).</param>
/// <param name="Key">The key alone.</param>
/// <param name="Position">Position of the duplicate.</param>
public sealed record YamlDuplicate(string Path, string Key, YamlPosition Position);
