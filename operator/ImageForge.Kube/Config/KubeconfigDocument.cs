using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace ImageForge.Kube.Config;

/// <summary>One kubeconfig file.</summary>
internal sealed class KubeconfigDocument
{
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
            using var reader = new StreamReader(file);
            var stream = new YamlStream();
            stream.Load(reader);
            var root = stream.Documents.Count == 0 ? new JsonObject() : YamlJson.Convert(stream.Documents[0].RootNode);
            return root is JsonObject json
                ? new KubeconfigDocument(file, json)
                : throw new KubeConfigException($"{file}: a mapping was expected.");
        }
        catch (YamlException e)
        {
            throw new KubeConfigException($"{file}:{e.Start.Line}:{e.Start.Column}: {e.Message}", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new KubeConfigException($"{file} cannot be read: {e.Message}", e);
        }
    }

    public string? Text(string field) => _root.Text(field);

    public KubeconfigSection? Entry(string list, string field, string name)
    {
        var entries = _root.Json[list] as JsonArray ?? [];
        var entry = entries.OfType<JsonObject>().FirstOrDefault(entry => (string?)entry["name"] == name);
        return entry is null
            ? null
            : new KubeconfigSection(File, $"{list}[{name}].{field}", entry[field] as JsonObject ?? []);
    }
}
