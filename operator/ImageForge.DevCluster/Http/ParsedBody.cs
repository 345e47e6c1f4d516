using System.Text.Json.Nodes;

namespace ImageForge.DevCluster.Http;

/// <summary>A request body as JSON.</summary>
/// <param name="Value">The document.</param>
/// <param name="Duplicates">Paths of fields that were given twice; the last one counts.</param>
/// <param name="YamlDuplicates">The same for YAML that is read as a configuration, as warnings.</param>
internal sealed record ParsedBody(
    JsonNode? Value,
    IReadOnlyList<string> Duplicates,
    IReadOnlyList<string> YamlDuplicates
);
