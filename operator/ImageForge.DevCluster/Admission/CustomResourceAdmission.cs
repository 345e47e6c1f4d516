using System.Text.Json.Nodes;
using ImageForge.DevCluster.Resources;
using ImageForge.DevCluster.Schema;
using ImageForge.DevCluster.Storage;

namespace ImageForge.DevCluster.Admission;

/// <summary>Why an API server would refuse an object.</summary>
/// <param name="Field">Path of the field, such as <c>spec.compose.signals[0].score</c>.</param>
/// <param name="Message">What is wrong with it, as Kubernetes words it.</param>
public sealed record AdmissionProblem(string Field, string Message);

/// <summary>
/// Does to an object what an API server does when it is created: unknown fields are found, defaults filled in, schema
/// and rules checked. So a manifest is judged alike with and without a cluster.
/// </summary>
public sealed class CustomResourceAdmission
{
    private readonly Dictionary<(string ApiVersion, string Kind), StructuralSchema> _schemas = [];

    /// <summary>An admission for the kinds of some CustomResourceDefinitions.</summary>
    public CustomResourceAdmission(IEnumerable<JsonObject> definitions)
    {
        foreach (var spec in definitions.Select(d => d["spec"]!))
        {
            foreach (var version in spec["versions"]!.AsArray())
            {
                var apiVersion = $"{spec["group"]}/{version!["name"]}";
                _schemas[(apiVersion, $"{spec["names"]!["kind"]}")] = StructuralSchema.Parse(
                    version["schema"]!["openAPIV3Schema"]!.AsObject()
                );
            }
        }
    }

    /// <summary>Whether a kind is one of those defined.</summary>
    public bool Knows(string apiVersion, string kind) => _schemas.ContainsKey((apiVersion, kind));

    /// <summary>
    /// Creates an object of a known kind, in place: what only the server sets (status, uid, deletionTimestamp and their
    /// like) is set anew whatever the manifest says, as when <c>kubectl apply</c> creates it; defaults are filled in.
    /// </summary>
    /// <param name="apiVersion">Its group and version.</param>
    /// <param name="kind">Its kind.</param>
    /// <param name="value">The object, with metadata.namespace.</param>
    /// <param name="uid">The uid that it gets.</param>
    /// <param name="now">The time of its creation.</param>
    /// <returns>What is wrong; empty when the object is admitted.</returns>
    public IReadOnlyList<AdmissionProblem> Create(
        string apiVersion,
        string kind,
        JsonObject value,
        string uid,
        DateTimeOffset now
    )
    {
        if (MetadataRules.TypeMismatch(value) is { } mismatch)
        {
            return [new AdmissionProblem("metadata", mismatch)];
        }
        var metadata = value.Metadata();
        MetadataRules.DropSetByServer(metadata);
        metadata.Remove("managedFields");
        value.Remove("status");
        var problems = Admit(apiVersion, kind, value);
        metadata["uid"] = uid;
        metadata["generation"] = 1;
        metadata["creationTimestamp"] = now.Rfc3339();
        return
        [
            .. problems,
            .. MetadataRules.Validate(value, NameRules.Subdomain).Select(Problem),
            .. NameRules
                .Label($"{metadata["namespace"]}")
                .Select(e => Problem(FieldError.Invalid("metadata.namespace", metadata["namespace"], e))),
        ];
    }

    /// <summary>Checks an object of a known kind and fills its defaults in, in place.</summary>
    /// <returns>What is wrong; empty when the object is admitted.</returns>
    public IReadOnlyList<AdmissionProblem> Admit(string apiVersion, string kind, JsonObject value)
    {
        var schema = _schemas[(apiVersion, kind)];
        var unknown = new List<string>();
        schema.Prune(value, unknown);
        schema.DropNulls(value);
        schema.Default(value);
        return
        [
            .. unknown.Select(path => new AdmissionProblem(path, StrictDecoding.UnknownField(path))),
            .. schema.Validate(value, old: null).Select(Problem),
        ];
    }

    private static AdmissionProblem Problem(FieldError error) =>
        new(error.Path ?? "", error.Path is null ? error.Detail : error.ToString());
}
