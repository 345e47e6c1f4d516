using System.Text.Json.Nodes;
using ImageForge.Api.Yaml;
using ImageForge.DevCluster.Schema;

namespace ImageForge.Api.Tests.Crds;

/// <summary>Judges objects by the definitions as an API server does.</summary>
internal static class Admission
{
    private static readonly Dictionary<string, StructuralSchema> Schemas = Crd.All.ToDictionary(
        Crd.Kind,
        crd => StructuralSchema.Parse(Crd.Schema(crd))
    );

    /// <summary>An object of a kind with a spec in YAML, after defaulting.</summary>
    public static JsonObject Object(string kind, string spec, string name = "sample") =>
        Defaulted(
            new JsonObject
            {
                ["apiVersion"] = ApiGroup.ApiVersion,
                ["kind"] = kind,
                ["metadata"] = new JsonObject { ["name"] = name },
                ["spec"] = YamlReader.Read(spec).Single().Value,
            }
        );

    public static JsonObject Defaulted(JsonObject value)
    {
        Schema(value).Default(value);
        return value;
    }

    /// <summary>What is wrong with an object, as <c>field: message</c>; unknown fields too.</summary>
    public static IReadOnlyList<string> Problems(JsonObject value, JsonObject? old = null)
    {
        var unknown = new List<string>();
        Schema(value).Prune(value, unknown);
        return
        [
            .. unknown.Select(path => $"{path}: unknown field"),
            .. Schema(value).Validate(value, old).Select(error => error.ToString()),
        ];
    }

    private static StructuralSchema Schema(JsonObject value) => Schemas[value["kind"]!.GetValue<string>()];
}
