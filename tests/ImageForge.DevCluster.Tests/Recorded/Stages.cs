using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ImageForge.DevCluster.Controllers;
using ImageForge.DevCluster.Storage;

namespace ImageForge.DevCluster.Tests.Recorded;

/// <summary>
/// The states that an object went through, without what differs from run to run (times, uids, addresses, generated
/// names) and from machine to machine (image ids).
/// </summary>
internal static partial class Stages
{
    /// <summary>Fields of a status that differ from machine to machine.</summary>
    public static readonly string[] MachineFields =
    [
        "image",
        "imageID",
        "containerID",
        "hostIP",
        "hostIPs",
        "podIP",
        "podIPs",
        "resources",
    ];

    /// <summary>Of the lines of a recorded watch.</summary>
    public static List<string> Recorded(JsonObject exchange) =>
        Distinct(exchange.Items("response", "bodyLines").Select(l => Stage((JsonObject)l["line"]!["object"]!)));

    /// <summary>Of an object in the store.</summary>
    public static List<string> Seen(ObjectStore store, ObjectKey key)
    {
        var end = store.Version;
        var stages = new List<string>();
        foreach (var change in store.Watch(null, null, 0, CancellationToken.None).ToBlockingEnumerable())
        {
            if (change.Resource == key.Resource && change.Object.Key(key.Resource) == key)
            {
                stages.Add(Stage(change.Object));
            }
            if (change.Version >= end)
            {
                break;
            }
        }
        return Distinct(stages);
    }

    /// <summary>An event list as lines.</summary>
    public static IEnumerable<string> Events(IEnumerable<JsonObject> events) =>
        events.Select(e =>
            Names().Replace($"{e.Text("type")} {e.Text("reason")} {e.Number("count")}: {e.Text("message")}", "-NAME")
            + $" ({e.Text("source", "component")}, {e.Text("reportingComponent")})"
        );

    /// <summary>The state that an object is in.</summary>
    public static string Stage(JsonObject o)
    {
        var deleted = o.IsTerminating() ? "deleted " : "";
        return deleted + Names().Replace(Normal(o["status"])?.ToJsonString() ?? "", "-NAME");
    }

    private static JsonNode? Normal(JsonNode? node, string field = "")
    {
        switch (node)
        {
            case JsonObject o:
                // Sorted: the order of fields is not part of what is compared.
                var fields = o.Where(p => !MachineFields.Contains(p.Key)).OrderBy(p => p.Key, StringComparer.Ordinal);
                return new JsonObject(fields.Select(p => KeyValuePair.Create(p.Key, Normal(p.Value, p.Key))));
            case JsonArray a:
                return new JsonArray([.. a.Select(i => Normal(i, field))]);
            case JsonValue v when v.TryGetValue<string>(out var text):
                if (Times().IsMatch(text))
                {
                    return "TIME";
                }
                return Uids().IsMatch(text) ? "UID" : text.Split("; the development cluster")[0];
            default:
                return node is null ? null : JsonNode.Parse(node.ToJsonString());
        }
    }

    private static List<string> Distinct(IEnumerable<string> stages)
    {
        var distinct = new List<string>();
        foreach (var stage in stages)
        {
            if (distinct.Count == 0 || distinct[^1] != stage)
            {
                distinct.Add(stage);
            }
        }
        return distinct;
    }

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")]
    private static partial Regex Times();

    [GeneratedRegex(@"^[0-9a-f]{8}-[0-9a-f]{4}-")]
    private static partial Regex Uids();

    [GeneratedRegex(@"-[bcdfghjklmnpqrstvwxz2456789]{5}\b")]
    private static partial Regex Names();
}
