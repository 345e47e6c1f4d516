using System.Text.Json.Nodes;
using ImageForge.DevCluster.Controllers;
using ImageForge.DevCluster.Storage;

namespace ImageForge.DevCluster.Kubelet;

/// <summary>The conditions of a pod; pure.</summary>
internal static class PodConditions
{
    private static readonly string[] Own =
    [
        "PodReadyToStartContainers",
        "Initialized",
        "Ready",
        "ContainersReady",
        "PodScheduled",
    ];

    public static JsonArray Of(JsonObject pod, PodRecord record, long generation, DateTimeOffset now)
    {
        var uninitialized = record.Init.Where(c => c.Phase is not ContainerPhase.Terminated { ExitCode: 0 }).ToList();
        var unready = record.Containers.Where(c => c.Phase is not ContainerPhase.Running).ToList();
        // Ended containers make the pod unready for good, and the reason says how it ended.
        var ended = record.Containers.All(c => c.Phase is ContainerPhase.Terminated) || record.IsOver;
        var outcome =
            !ended ? null
            : PodStatusWriter.Phase(record with { IsOver = true }) == "Succeeded" ? "PodCompleted"
            : "PodFailed";
        var readiness =
            unready.Count == 0 ? new Statement(true)
            : outcome is not null ? new Statement(false, outcome)
            : new Statement(false, "ContainersNotReady", $"containers with unready status: [{Names(unready)}]");
        var initialized =
            uninitialized.Count == 0
                ? new Statement(true, outcome == "PodCompleted" ? outcome : null)
                : new Statement(
                    false,
                    "ContainersNotInitialized",
                    $"containers with incomplete status: [{Names(uninitialized)}]"
                );
        return
        [
            Condition(
                pod,
                "PodReadyToStartContainers",
                new Statement(record.IsPrepared && !record.IsOver),
                generation,
                now
            ),
            Condition(pod, "Initialized", initialized, generation, now),
            Condition(pod, "Ready", readiness, generation, now),
            Condition(pod, "ContainersReady", readiness, generation, now),
            Condition(pod, "PodScheduled", new Statement(true), generation, now),
            // What others state of the pod, such as DisruptionTarget, is theirs.
            .. pod.Items("status", "conditions").Where(c => !Own.Contains(c.Text("type"))).Select(c => c.DeepClone()),
        ];
    }

    private static string Names(IEnumerable<ContainerRecord> containers) =>
        string.Join(' ', containers.Select(c => c.Name));

    private static JsonObject Condition(
        JsonObject pod,
        string type,
        Statement statement,
        long generation,
        DateTimeOffset now
    )
    {
        var status = statement.IsTrue ? "True" : "False";
        var old = pod.Items("status", "conditions").FirstOrDefault(c => c.Text("type") == type);
        var since = old?.Text("status") == status ? old.Text("lastTransitionTime") : null;
        var condition = new JsonObject
        {
            ["type"] = type,
            ["observedGeneration"] = generation,
            ["status"] = status,
            ["lastProbeTime"] = null,
            ["lastTransitionTime"] = since ?? now.Rfc3339(),
        };
        if (statement.Reason is { } reason)
        {
            condition["reason"] = reason;
        }
        if (statement.Message is { } message)
        {
            condition["message"] = message;
        }
        return condition;
    }

    private readonly record struct Statement(bool IsTrue, string? Reason = null, string? Message = null);
}
