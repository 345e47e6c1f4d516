using System.Text.Json.Nodes;
using ImageForge.DevCluster.Schema;

namespace ImageForge.DevCluster.Admission;

/// <summary>
/// Does to an object what an API server does when it is created: unknown fields are found, defaults filled in, schema
/// and rules checked. So a manifest is judged alike with and without a cluster.
/// </summary>
public sealed class CustomResourceAdmission
{
    private readonly Dictionary<(string ApiVersion, string Kind), StructuralSchema> schemas = [];

    /// <summary>An admission for the kinds of some CustomResourceDefinitions.</summary>
    public CustomResourceAdmission(IEnumerable<JsonObject> definitions)
    {
        foreach (var spec in definitions.Select(d => d["spec"]!))
        {
            foreach (var version in spec["versions"]!.AsArray())
            {
                var apiVersion = $"{spec["group"]}/{version!["name"]}";
                schemas[(apiVersion, $"{spec["names"]!["kind"]}")] = StructuralSchema.Parse(
                    version["schema"]!["openAPIV3Schema"]!.AsObject()
                );
            }
        }
    }

    /// <summary>Whether a kind is one of those defined.</summary>
    public bool Knows(string apiVersion, string kind) => schemas.ContainsKey((apiVersion, kind));

    /// <summary>Checks an object of a known kind and fills its defaults in, in place.</summary>
    /// <returns>What is wrong; empty when the object is admitted.</returns>
    public IReadOnlyList<AdmissionProblem> Admit(string apiVersion, string kind, JsonObject value)
    {
        var schema = schemas[(apiVersion, kind)];
        var unknown = new List<string>();
        schema.Prune(value, unknown);
        schema.DropNulls(value);
        schema.Default(value);
        return
        [
            .. unknown.Select(path => new AdmissionProblem(path, StrictDecoding.UnknownField(path))),
            .. schema
                .Validate(value, old: null)
                .Select(error => new AdmissionProblem(
                    error.Path ?? "",
                    error.Path is null ? error.Detail : error.ToString()
                )),
        ];
    }
}
