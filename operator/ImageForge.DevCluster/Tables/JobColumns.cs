using System.Globalization;
using System.Text.Json.Nodes;
using ImageForge.DevCluster.Storage;
using static ImageForge.DevCluster.Tables.BuiltinColumns;

namespace ImageForge.DevCluster.Tables;

/// <summary>The columns of Jobs.</summary>
internal static class JobColumns
{
    public static TableColumns All { get; } =
        Named(
            (o, now) =>
                [
                    Status(o),
                    Completions(o),
                    Duration(o, now),
                    Join(o, "name"),
                    Join(o, "image"),
                    OrNone(
                        string.Join(
                            ",",
                            (o["spec"]?["selector"]?["matchLabels"] as JsonObject ?? []).Select(l =>
                                $"{l.Key}={l.Value}"
                            )
                        )
                    ),
                ],
            Text("Status", "Where the Job stands."),
            Text("Completions", "How many pods have succeeded, of how many."),
            Text("Duration", "Time required to complete the job."),
            Text("Containers", "Names of each container in the template.", 1),
            Text("Images", "Images referenced by each container in the template.", 1),
            Text("Selector", "Which pods are the Job's.", 1)
        );

    private static string Status(JsonObject o)
    {
        if (Has(o, "Complete"))
        {
            return "Complete";
        }
        if (Has(o, "Failed"))
        {
            return "Failed";
        }
        if (o.IsTerminating())
        {
            return "Terminating";
        }
        if (Has(o, "Suspended"))
        {
            return "Suspended";
        }
        return Has(o, "FailureTarget") ? "FailureTarget"
            : Has(o, "SuccessCriteriaMet") ? "SuccessCriteriaMet"
            : "Running";
    }

    private static bool Has(JsonObject o, string type) =>
        (o["status"]?["conditions"] as JsonArray ?? []).Any(c => At(c, "type") == type && At(c, "status") == "True");

    private static string Completions(JsonObject o)
    {
        var done = o["status"]?["succeeded"].Integer() ?? 0;
        if (o["spec"]?["completions"].Integer() is { } wanted)
        {
            return $"{done}/{wanted}";
        }
        var parallel = o["spec"]?["parallelism"].Integer() ?? 1;
        return parallel > 1 ? $"{done}/1 of {parallel}" : $"{done}/1";
    }

    private static string Duration(JsonObject o, DateTimeOffset now)
    {
        if (!TryTime(o["status"]?["startTime"], out var start))
        {
            return "";
        }
        return Ages.Human((TryTime(o["status"]?["completionTime"], out var end) ? end : now) - start);
    }

    private static bool TryTime(JsonNode? node, out DateTimeOffset time) =>
        DateTimeOffset.TryParse((string?)node, CultureInfo.InvariantCulture, out time);

    private static string Join(JsonObject o, string field) =>
        string.Join(",", (o["spec"]?["template"]?["spec"]?["containers"] as JsonArray ?? []).Select(c => At(c, field)));
}
