using System.Text.Json.Nodes;
using ImageForge.DevCluster.Schema;
using ImageForge.DevCluster.Storage;

namespace ImageForge.DevCluster.Resources.Kinds;

/// <summary>Events as events.k8s.io/v1 shows them: stricter, and immutable but for the series.</summary>
internal sealed class EventRules : BuiltinRules
{
    // The names of the same fields here and in core/v1.
    private static readonly (string Here, string Core)[] Names =
    [
        ("regarding", "involvedObject"),
        ("note", "message"),
        ("reportingController", "reportingComponent"),
        ("deprecatedSource", "source"),
        ("deprecatedFirstTimestamp", "firstTimestamp"),
        ("deprecatedLastTimestamp", "lastTimestamp"),
        ("deprecatedCount", "count"),
    ];

    private static readonly string[] Fixed =
    [
        "involvedObject",
        "reason",
        "message",
        "source",
        "firstTimestamp",
        "lastTimestamp",
        "count",
        "type",
        "eventTime",
        "action",
        "related",
        "reportingComponent",
        "reportingInstance",
    ];

    public override void Decode(ServedResource resource, JsonObject o, ICollection<string> unknown)
    {
        base.Decode(resource, o, unknown);
        foreach (var (here, core) in Names)
        {
            Rename(o, here, core);
        }
        o["apiVersion"] = "v1";
    }

    public override IReadOnlyList<FieldError> Validate(
        ServedResource resource,
        JsonObject o,
        JsonObject? old,
        IReadOnlyList<FieldError> metadataErrors
    )
    {
        var errors = new List<FieldError>(metadataErrors);
        if (old is null)
        {
            errors.AddRange(CheckNew(o));
        }
        else
        {
            errors.AddRange(CheckFixed(o, old));
        }
        if (o["series"] is JsonObject series)
        {
            if (series["count"].Integer() is null or < 2)
            {
                errors.Add(Plain("series.count", "should be at least 2"));
            }
            if (series["lastObservedTime"] is null)
            {
                errors.Add(FieldError.Required("series.lastObservedTime"));
            }
        }
        return errors;
    }

    public override JsonObject View(ServedResource resource, JsonObject stored)
    {
        var o = (JsonObject)stored.DeepClone();
        foreach (var (here, core) in Names)
        {
            Rename(o, core, here);
        }
        o["apiVersion"] = resource.GroupVersion;
        o["deprecatedSource"] ??= new JsonObject();
        foreach (var time in (string[])["deprecatedFirstTimestamp", "deprecatedLastTimestamp", "eventTime"])
        {
            if (!o.ContainsKey(time))
            {
                o[time] = null;
            }
        }
        return o;
    }

    private static IEnumerable<FieldError> CheckNew(JsonObject o)
    {
        if (o["eventTime"] is null)
        {
            yield return FieldError.Required("eventTime");
        }
        var controller = (string?)o["reportingComponent"] ?? "";
        if (controller.Length == 0)
        {
            yield return FieldError.Required("reportingController");
        }
        foreach (var error in NameRules.QualifiedName(controller))
        {
            yield return FieldError.Invalid("reportingController", controller, error);
        }
        foreach (var field in (string[])["reportingInstance", "action", "reason"])
        {
            if ((string?)o[field] is null or "")
            {
                yield return FieldError.Required(field);
            }
        }
        if (((string?)o["message"] ?? "").Length > 1024)
        {
            yield return Plain("message", "can have at most 1024 characters");
        }
        if ((string?)o["type"] is not ("Normal" or "Warning"))
        {
            yield return Plain("type", $"has invalid value: {o["type"]}");
        }
        foreach (var unset in (string[])["firstTimestamp", "lastTimestamp", "count"])
        {
            if (o[unset] is not null)
            {
                yield return Plain(unset, "needs to be unset");
            }
        }
    }

    private static IEnumerable<FieldError> CheckFixed(JsonObject o, JsonObject old)
    {
        foreach (var field in Fixed)
        {
            if (JsonNode.DeepEquals(o[field], old[field]))
            {
                continue;
            }
            // Both the check for all objects and that of the kind find it.
            yield return FieldError.Invalid(field, o[field], "field is immutable");
            yield return FieldError.Invalid(field, o[field], "field is immutable");
        }
    }

    private static FieldError Plain(string field, string detail) => FieldError.Invalid(field, "", detail);

    private static void Rename(JsonObject o, string from, string to)
    {
        if (!o.Remove(from, out var value))
        {
            return;
        }
        o[to] = value;
    }
}
