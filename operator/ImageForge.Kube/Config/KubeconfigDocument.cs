using System.Text.Json.Nodes;
using ImageForge.Api.Yaml;

namespace ImageForge.Kube.Config;

/// <summary>One kubeconfig file.</summary>
internal sealed class KubeconfigDocument
{
    // Far above a file of hundreds of clusters with their certificates.
    private const int Limit = 16 << 20;

    // What kubectl would refuse as a number is read as the text that was meant.
    private static readonly YamlReaderOptions Texts = new() { ScalarsAreText = true };

    private readonly KubeconfigSection _root;

    private KubeconfigDocument(string file, JsonObject json)
    {
        File = file;
        _root = new KubeconfigSection(file, "", json);
    }

    public string File { get; }

    public static KubeconfigDocument Load(string file)
    {
        try
        {
            var documents = YamlReader.Read(YamlFile.ReadText(file, Limit), Texts);
            return (documents.Count == 0 ? new JsonObject() : documents[0].Value) is JsonObject json
                ? new KubeconfigDocument(file, json)
                : throw new KubeConfigException($"{file}: expected a mapping.");
        }
        catch (YamlFormatException e)
        {
            throw new KubeConfigException($"{file}:{e.Position.Line}:{e.Position.Column}: {e.Message}", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new KubeConfigException($"Cannot read {file}: {e.Message}", e);
        }
    }

    public string? Text(string field) => _root.Text(field);

    public IEnumerable<string> Names(string list) =>
        (_root.Json[list] as JsonArray ?? [])
            .OfType<JsonObject>()
            .Select(entry => (string?)entry["name"])
            .OfType<string>();

    public KubeconfigSection? Entry(string list, string field, string name)
    {
        var entries = _root.Json[list] as JsonArray ?? [];
        var entry = entries.OfType<JsonObject>().FirstOrDefault(entry => (string?)entry["name"] == name);
        return entry is null
            ? null
            : new KubeconfigSection(File, $"{list}[{name}].{field}", entry[field] as JsonObject ?? []);
    }
}
