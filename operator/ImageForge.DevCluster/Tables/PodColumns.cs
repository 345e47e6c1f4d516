using System.Text.Json;
using System.Text.Json.Nodes;
using ImageForge.DevCluster.Storage;
using static ImageForge.DevCluster.Tables.BuiltinColumns;

namespace ImageForge.DevCluster.Tables;

/// <summary>The columns of pods.</summary>
internal static class PodColumns
{
    public static TableColumns All { get; } =
        Named(
            (o, now) =>
                [
                    Ready(o),
                    Status(o),
                    Restarts(o, now),
                    OrNone(At(o, "status", "podIP")),
                    OrNone(At(o, "spec", "nodeName")),
                    OrNone(At(o, "status", "nominatedNodeName")),
                    "<none>",
                ],
            Text("Ready", "The aggregate readiness state of this pod for accepting traffic."),
            Text("Status", "The aggregate status of the containers in this pod."),
            Text("Restarts", "How often containers were restarted, and when last."),
            Text("IP", "The pod's address.", 1),
            Text("Node", "Where the pod runs.", 1),
            Text("Nominated Node", "Where room is being made for it.", 1),
            Text("Readiness Gates", "Conditions that it waits for.", 1)
        );

    private static string Ready(JsonObject o)
    {
        var ready = Statuses(o, "containerStatuses").Count(c => c["ready"]?.GetValueKind() == JsonValueKind.True);
        return $"{ready}/{(o["spec"]?["containers"] as JsonArray)?.Count ?? 0}";
    }

    // The first thing that is not as it should be, from the pod as a whole to its containers.
    private static string Status(JsonObject o)
    {
        var status = At(o, "status", "reason") is { Length: > 0 } reason ? reason : At(o, "status", "phase");
        var total = (o["spec"]?["initContainers"] as JsonArray)?.Count ?? 0;
        var done = 0;
        foreach (var container in Statuses(o, "initContainerStatuses"))
        {
            if (container["state"]?["terminated"] is { } ended && ended["exitCode"].Integer() == 0)
            {
                done++;
                continue;
            }
            var waiting = At(container, "state", "waiting", "reason");
            status =
                container["state"]?["terminated"] is { } failed ? "Init:" + Ended(failed)
                : waiting.Length > 0 && waiting != "PodInitializing" ? "Init:" + waiting
                : $"Init:{done}/{total}";
            return o.IsTerminating() ? "Terminating" : status;
        }
        var running = false;
        foreach (var container in Statuses(o, "containerStatuses").Reverse())
        {
            if (At(container, "state", "waiting", "reason") is { Length: > 0 } waiting)
            {
                status = waiting;
            }
            else if (container["state"]?["terminated"] is { } ended)
            {
                status = Ended(ended);
            }
            else if (
                container["state"]?["running"] is not null
                && container["ready"]?.GetValueKind() == JsonValueKind.True
            )
            {
                running = true;
            }
        }
        if (status == "Completed" && running)
        {
            status = "Running";
        }
        return o.IsTerminating() ? "Terminating" : status;
    }

    private static string Ended(JsonNode ended)
    {
        if (At(ended, "reason") is { Length: > 0 } reason)
        {
            return reason;
        }
        return ended["signal"].Integer() is > 0 and var signal
            ? $"Signal:{signal}"
            : $"ExitCode:{At(ended, "exitCode")}";
    }

    private static string Restarts(JsonObject o, DateTimeOffset now)
    {
        var statuses = Statuses(o, "containerStatuses").ToList();
        var restarts = statuses.Sum(c => c["restartCount"].Integer() ?? 0);
        var last = statuses
            .Select(c => At(c, "lastState", "terminated", "finishedAt"))
            .Where(t => t.Length > 0)
            .Max(StringComparer.Ordinal);
        return restarts > 0 && last is not null ? $"{restarts} ({Ages.Since(last, now)} ago)" : $"{restarts}";
    }

    private static IEnumerable<JsonObject> Statuses(JsonObject o, string field) =>
        (o["status"]?[field] as JsonArray ?? []).OfType<JsonObject>();
}
