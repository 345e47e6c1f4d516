using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace ImageForge.Kube.Config;

/// <summary>YAML as JSON with every scalar a text: kubeconfig's fields say themselves what they must be.</summary>
internal static class YamlJson
{
    public static JsonNode? Convert(YamlNode node) =>
        node switch
        {
            YamlMappingNode mapping => Mapping(mapping),
            YamlSequenceNode sequence => new JsonArray([.. sequence.Children.Select(Convert)]),
            YamlScalarNode scalar => Scalar(scalar),
            _ => throw new KubeConfigException($"Line {node.Start.Line}: this YAML cannot be used here."),
        };

    private static JsonObject Mapping(YamlMappingNode mapping)
    {
        var json = new JsonObject();
        foreach (var (key, value) in mapping.Children)
        {
            json[((YamlScalarNode)key).Value ?? ""] = Convert(value);
        }
        return json;
    }

    private static JsonValue? Scalar(YamlScalarNode scalar)
    {
        var isNull = scalar.Style == ScalarStyle.Plain && scalar.Value is null or "" or "~" or "null";
        return isNull && scalar.Style == ScalarStyle.Plain ? null : JsonValue.Create(scalar.Value);
    }
}
