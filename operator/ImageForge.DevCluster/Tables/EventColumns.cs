using System.Text.Json.Nodes;
using ImageForge.DevCluster.Storage;
using static ImageForge.DevCluster.Tables.BuiltinColumns;

namespace ImageForge.DevCluster.Tables;

/// <summary>The columns of events, in either of their versions.</summary>
internal static class EventColumns
{
    public static TableColumns All { get; } =
        new(
            [
                Text("Last Seen", "The time at which the most recent occurrence of this event was recorded."),
                Text("Type", "Normal or Warning."),
                Text("Reason", "One word for programs."),
                Text("Object", "The object that this event is about."),
                Text("Subobject", "The part of it.", 1),
                Text("Source", "Who reports it.", 1),
                Text("Message", "A sentence for people."),
                Text("First Seen", "The time at which the event was first recorded.", 1),
                Text("Count", "The number of times this event has occurred.", 1),
                ColumnTexts.Name with
                {
                    Priority = 1,
                },
            ],
            Cells
        );

    private static IReadOnlyList<JsonNode?> Cells(JsonObject o, DateTimeOffset now)
    {
        var about = o["involvedObject"] ?? o["regarding"];
        var first = Time(o["firstTimestamp"] ?? o["deprecatedFirstTimestamp"] ?? o["eventTime"], now);
        var last = Time(o["series"]?["lastObservedTime"] ?? o["lastTimestamp"] ?? o["deprecatedLastTimestamp"], now);
        var count = o["series"]?["count"].Integer() ?? o["count"].Integer() ?? o["deprecatedCount"].Integer() ?? 1;
        var component = At(o["source"] ?? o["deprecatedSource"], "component");
        var host = At(o["source"] ?? o["deprecatedSource"], "host");
        if (component.Length == 0)
        {
            component = At(o, "reportingComponent") is { Length: > 0 } here ? here : At(o, "reportingController");
            host = At(o, "reportingInstance");
        }
#pragma warning disable CA1308 // Kinds are shown in lower case.
        var kind = At(about, "kind").ToLowerInvariant();
#pragma warning restore CA1308
        return
        [
            last == "<unknown>" ? first : last,
            At(o, "type"),
            At(o, "reason"),
            $"{kind}/{At(about, "name")}",
            At(about, "fieldPath"),
            host.Length > 0 ? $"{component}, {host}" : component,
            (At(o, "message") is { Length: > 0 } message ? message : At(o, "note")).Trim(),
            first,
            count,
            o.Name(),
        ];
    }

    private static string Time(JsonNode? time, DateTimeOffset now) => Ages.Since(time, now);
}
