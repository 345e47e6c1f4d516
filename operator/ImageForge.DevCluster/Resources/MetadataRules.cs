using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ImageForge.DevCluster.Schema;
using ImageForge.DevCluster.Storage;

namespace ImageForge.DevCluster.Resources;

/// <summary>The rules for the metadata of every kind.</summary>
internal static class MetadataRules
{
    private const int MaxAnnotationBytes = 256 * 1024;

    // Finalizers that Kubernetes itself gives names without a domain.
    private static readonly HashSet<string> PlainFinalizers = ["kubernetes", "orphan", "foregroundDeletion"];

    // What the server alone sets: the values of a client are dropped when an object is created.
    private static readonly string[] SetByServer =
    [
        "uid",
        "resourceVersion",
        "generation",
        "creationTimestamp",
        "selfLink",
        "deletionTimestamp",
        "deletionGracePeriodSeconds",
    ];

    /// <summary>The complaint of a typed server about metadata of a wrong JSON type; null when there is none.</summary>
    public static string? TypeMismatch(JsonObject o)
    {
        if (o["metadata"] is not { } node)
        {
            return null;
        }
        if (node is not JsonObject metadata)
        {
            return Mismatch(node, "ObjectMeta", "metadata", "v1.ObjectMeta");
        }
        foreach (var (name, value) in metadata)
        {
            if (value is null)
            {
                continue;
            }
            var mismatch = name switch
            {
                "labels" or "annotations" => value is not JsonObject map
                    ? Mismatch(value, "ObjectMeta", name, "map[string]string")
                    : map.Where(p => p.Value is not null && !IsText(p.Value))
                        .Select(p => Mismatch(p.Value!, "ObjectMeta", name, "string"))
                        .FirstOrDefault(),
                "generation" or "deletionGracePeriodSeconds" => value.GetValueKind() == JsonValueKind.Number
                    ? null
                    : Mismatch(value, "ObjectMeta", name, "int64"),
                "finalizers" => value is not JsonArray ? Mismatch(value, "ObjectMeta", name, "[]string") : null,
                "ownerReferences" => value is not JsonArray
                    ? Mismatch(value, "ObjectMeta", name, "[]v1.OwnerReference")
                    : null,
                "managedFields" => value is not JsonArray
                    ? Mismatch(value, "ObjectMeta", name, "[]v1.ManagedFieldsEntry")
                    : null,
                "name" or "namespace" or "generateName" or "uid" or "resourceVersion" or "selfLink" => IsText(value)
                    ? null
                    : Mismatch(value, "ObjectMeta", name, "string"),
                _ => null,
            };
            if (mismatch is not null)
            {
                return mismatch;
            }
        }
        return null;
    }

    /// <summary>Drops what a client may not say of an object that is created.</summary>
    public static void DropSetByServer(JsonObject metadata)
    {
        foreach (var field in SetByServer)
        {
            metadata.Remove(field);
        }
    }

    /// <summary>What is wrong with the metadata of an object about to be stored.</summary>
    /// <param name="o">The object.</param>
    /// <param name="checkName">The rule for names of its kind.</param>
    public static List<FieldError> Validate(JsonObject o, Func<string, IEnumerable<string>> checkName)
    {
        var errors = new List<FieldError>();
        var metadata = o.Metadata();
        if (metadata["generateName"] is { } prefix && (string?)prefix is { Length: > 0 } text)
        {
            // A generated name goes on, so the prefix may end in a dash.
            var checkedPart = text.EndsWith('-') && text.Length > 1 ? text[..^1] + "a" : text;
            errors.AddRange(checkName(checkedPart).Select(e => FieldError.Invalid("metadata.generateName", prefix, e)));
        }
        if (o.Name().Length == 0)
        {
            errors.Add(FieldError.Required("metadata.name", "name or generateName is required"));
        }
        else
        {
            errors.AddRange(checkName(o.Name()).Select(e => FieldError.Invalid("metadata.name", o.Name(), e)));
        }
        errors.AddRange(Labels(metadata["labels"] as JsonObject, "metadata.labels"));
        errors.AddRange(Annotations(metadata["annotations"] as JsonObject, "metadata.annotations"));
        CheckOwners(metadata, errors);
        foreach (var finalizer in o.Finalizers())
        {
            errors.AddRange(
                NameRules.QualifiedName(finalizer).Select(e => FieldError.Invalid("metadata.finalizers", finalizer, e))
            );
        }
        return errors;
    }

    /// <summary>What an update may not do to metadata.</summary>
    public static List<FieldError> ValidateUpdate(JsonObject o, JsonObject old)
    {
        var errors = new List<FieldError>();
        Immutable("uid", o, old, errors);
        Immutable("deletionTimestamp", o, old, errors);
        Immutable("deletionGracePeriodSeconds", o, old, errors);
        if (!old.IsTerminating())
        {
            return errors;
        }
        var added = o.Finalizers().Except(old.Finalizers()).Order(StringComparer.Ordinal).ToList();
        if (added.Count > 0)
        {
            var list = string.Join(", ", added.Select(GoText.Quote));
            // Both the check for all objects and that of the kind find it.
            var error = FieldError.Forbidden(
                "metadata.finalizers",
                "no new finalizers can be added if the object is being deleted, found new finalizers "
                    + $"[]string{{{list}}}"
            );
            errors.Add(error);
            errors.Add(error);
        }
        return errors;
    }

    /// <summary>Finalizers that should carry a domain.</summary>
    public static IEnumerable<string> Warnings(JsonObject o, JsonObject? old) =>
        o.Finalizers()
            .Where(f => !f.Contains('/', StringComparison.Ordinal) && !PlainFinalizers.Contains(f))
            .Except(old?.Finalizers() ?? [])
            .Select(f =>
                $"metadata.finalizers: \"{f}\": prefer a domain-qualified finalizer name to avoid accidental conflicts"
                + " with other finalizer writers"
            );

    /// <summary>What is wrong with labels, or with what selects by them.</summary>
    public static IEnumerable<FieldError> Labels(IEnumerable<KeyValuePair<string, JsonNode?>>? labels, string path)
    {
        foreach (var (key, value) in labels ?? [])
        {
            foreach (var error in NameRules.QualifiedName(key))
            {
                yield return FieldError.Invalid(path, key, error);
            }
            foreach (var error in NameRules.LabelValue((string?)value ?? ""))
            {
                yield return FieldError.Invalid(path, value, error);
            }
        }
    }

    /// <summary>What is wrong with annotations.</summary>
    public static IEnumerable<FieldError> Annotations(JsonObject? annotations, string path)
    {
        var size = 0L;
        foreach (var (key, value) in annotations ?? [])
        {
#pragma warning disable CA1308 // Kubernetes compares the lower-case form.
            var lower = key.ToLowerInvariant();
#pragma warning restore CA1308
            foreach (var error in NameRules.QualifiedName(lower))
            {
                yield return FieldError.Invalid(path, key, error);
            }
            size += Encoding.UTF8.GetByteCount(key) + Encoding.UTF8.GetByteCount((string?)value ?? "");
        }
        if (size > MaxAnnotationBytes)
        {
            yield return FieldError.TooLong(path, MaxAnnotationBytes);
        }
    }

    private static void CheckOwners(JsonObject metadata, List<FieldError> errors)
    {
        if (metadata["ownerReferences"] is not JsonArray owners)
        {
            return;
        }
        foreach (var owner in owners.OfType<JsonObject>())
        {
            foreach (var field in (string[])["apiVersion", "kind", "name", "uid"])
            {
                if ((string?)owner[field] is null or "")
                {
                    errors.Add(
                        FieldError.Invalid(
                            field == "apiVersion"
                                ? "metadata.ownerReferences.apiVersion"
                                : $"metadata.ownerReferences.{field}",
                            "",
                            field == "apiVersion" ? "version must not be empty" : "must not be empty"
                        )
                    );
                }
            }
        }
        var controllers = owners
            .OfType<JsonObject>()
            .Where(o => o["controller"]?.GetValueKind() == JsonValueKind.True)
            .Select(o => $"{o["kind"]}/{o["name"]}")
            .ToList();
        if (controllers.Count > 1)
        {
            errors.Add(
                FieldError.Invalid(
                    "metadata.ownerReferences",
                    owners,
                    "Only one reference can have Controller set to true. Found \"true\" in references for "
                        + $"{controllers[0]} and {controllers[1]}"
                )
            );
        }
    }

    private static void Immutable(string field, JsonObject o, JsonObject old, List<FieldError> errors)
    {
        var value = o["metadata"]![field];
        if (JsonNode.DeepEquals(value, old["metadata"]![field]))
        {
            return;
        }
        // Both the check for all objects and that of the kind find it.
        var error = FieldError.Invalid($"metadata.{field}", value, "field is immutable");
        errors.Add(error);
        errors.Add(error);
    }

    private static bool IsText(JsonNode? value) => value?.GetValueKind() == JsonValueKind.String;

    private static string Mismatch(JsonNode value, string type, string field, string wanted)
    {
        var found = value.GetValueKind() switch
        {
            JsonValueKind.Object => "object",
            JsonValueKind.Array => "array",
            JsonValueKind.Number => "number",
            JsonValueKind.String => "string",
            _ => "bool",
        };
        return $"json: cannot unmarshal {found} into Go struct field {type}.{field} of type {wanted}";
    }
}
