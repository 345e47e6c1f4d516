using System.Text;
using System.Text.Json.Nodes;
using ImageForge.Api.Yaml;

namespace ImageForge.DevCluster.Http;

/// <summary>A request body as JSON.</summary>
/// <param name="Value">The document.</param>
/// <param name="Duplicates">Paths of fields that were given twice; the last one counts.</param>
/// <param name="YamlDuplicates">The same for YAML that is read as a configuration, as warnings.</param>
internal sealed record ParsedBody(
    JsonNode? Value,
    IReadOnlyList<string> Duplicates,
    IReadOnlyList<string> YamlDuplicates
)
{
    private static readonly YamlReaderOptions AsServer = new() { LastKeyCounts = true };

    /// <summary>Reads YAML; of several documents, the first.</summary>
    /// <exception cref="FormatException">The text is no YAML; the message names the line.</exception>
    public static ParsedBody FromYaml(byte[] bytes)
    {
        // Most clients apply JSON, which is read in a fraction of the time that it takes as YAML.
        if (TryJson(bytes) is { Duplicates.Count: 0 } json)
        {
            return json;
        }
        try
        {
            return YamlReader.Read(Encoding.UTF8.GetString(bytes), AsServer) is [var document, ..]
                ? new ParsedBody(
                    document.Value,
                    [.. document.Duplicates.Select(d => d.Path)],
                    [.. document.Duplicates.Select(d => $"line {d.Position.Line}: key \"{d.Key}\" already set in map")]
                )
                : new ParsedBody(null, [], []);
        }
        catch (YamlFormatException e)
        {
            throw new FormatException($"error converting YAML to JSON: yaml: line {e.Position.Line}: {e.Message}", e);
        }
    }

    private static ParsedBody? TryJson(byte[] bytes)
    {
        // Half of a surrogate pair is refused by the YAML reader, but by the JSON reader only when the value is used.
        if (bytes is not [(byte)'{', ..] || HasSurrogates(bytes))
        {
            return null;
        }
        try
        {
            return JsonText.Parse(bytes);
        }
        catch (FormatException)
        {
            // A flow mapping of YAML, or neither: its errors are those of YAML.
            return null;
        }
    }

    private static bool HasSurrogates(ReadOnlySpan<byte> json) =>
        json.IndexOf(@"\ud"u8) >= 0 || json.IndexOf(@"\uD"u8) >= 0;
}
