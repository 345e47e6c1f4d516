using System.Text.Json.Nodes;
using ImageForge.DevCluster.Controllers;
using ImageForge.DevCluster.Storage;

namespace ImageForge.DevCluster.Kubelet;

/// <summary>Makes a pod's status of what the kubelet knows, with Kubernetes' fields in Kubernetes' order; pure.</summary>
internal static class PodStatusWriter
{
    private const string HostIP = "127.0.0.1";

    /// <summary>The status to store.</summary>
    /// <param name="pod">As stored; conditions that did not change keep their times.</param>
    /// <param name="record">What is known.</param>
    /// <param name="now">The time of the conditions that did change.</param>
    public static JsonObject Write(JsonObject pod, PodRecord record, DateTimeOffset now)
    {
        var generation = pod.Generation() ?? 1;
        var status = new JsonObject
        {
            ["observedGeneration"] = generation,
            ["phase"] = Phase(record),
            ["conditions"] = PodConditions.Of(pod, record, generation, now),
        };
        if (record.Message is { } message)
        {
            status["message"] = message;
        }
        if (record.Reason is { } reason)
        {
            status["reason"] = reason;
        }
        status["hostIP"] = HostIP;
        status["hostIPs"] = Addresses(HostIP);
        if (record.Init.Concat(record.Containers).Any(c => c.Phase is not ContainerPhase.Waiting))
        {
            status["podIP"] = record.PodIP;
            status["podIPs"] = Addresses(record.PodIP);
        }
        status["startTime"] = record.StartTime.Rfc3339();
        if (record.Init.Count > 0)
        {
            status["initContainerStatuses"] = new JsonArray([.. record.Init.Select(c => Container(c, true))]);
        }
        status["containerStatuses"] = new JsonArray([.. record.Containers.Select(c => Container(c, false))]);
        status["qosClass"] = pod.Text("status", "qosClass") ?? "BestEffort";
        status["resources"] = new JsonObject();
        return status;
    }

    public static string Phase(PodRecord record)
    {
        if (record.IsOver)
        {
            var isGood =
                record.Reason is null
                && record.Containers.All(c => c.Phase is ContainerPhase.Terminated { ExitCode: 0 });
            return isGood ? "Succeeded" : "Failed";
        }
        var started = record.Containers.Any(c => c.Phase is not ContainerPhase.Waiting || c.RestartCount > 0);
        return started ? "Running" : "Pending";
    }

    private static JsonArray Addresses(string ip) => [new JsonObject { ["ip"] = ip }];

    private static JsonObject Container(ContainerRecord c, bool isInit)
    {
        var status = new JsonObject
        {
            ["name"] = c.Name,
            ["state"] = State(c.Phase),
            ["lastState"] = c.Last is null ? [] : State(c.Last),
            // An init container has done its part once it ended well.
            ["ready"] = isInit
                ? c.Phase is ContainerPhase.Terminated { ExitCode: 0 }
                : c.Phase is ContainerPhase.Running,
            ["restartCount"] = (long)c.RestartCount,
            ["image"] = c.Image,
            ["imageID"] = c.ImageId ?? "",
        };
        if (c.ContainerId is { } id)
        {
            status["containerID"] = id;
        }
        status["started"] = c.Phase is ContainerPhase.Running;
        if (c.Phase is not ContainerPhase.Waiting)
        {
            status["resources"] = new JsonObject();
        }
        return status;
    }

    private static JsonObject State(ContainerPhase phase) =>
        phase switch
        {
            ContainerPhase.Waiting waiting => new() { ["waiting"] = Waiting(waiting) },
            ContainerPhase.Running running => new()
            {
                ["running"] = new JsonObject { ["startedAt"] = running.StartedAt.Rfc3339() },
            },
            ContainerPhase.Terminated ended => new() { ["terminated"] = Terminated(ended) },
            _ => throw new ArgumentOutOfRangeException(nameof(phase)),
        };

    private static JsonObject Waiting(ContainerPhase.Waiting waiting)
    {
        var state = new JsonObject { ["reason"] = waiting.Reason };
        if (waiting.Message is { } message)
        {
            state["message"] = message;
        }
        return state;
    }

    private static JsonObject Terminated(ContainerPhase.Terminated ended)
    {
        var state = new JsonObject { ["exitCode"] = (long)ended.ExitCode, ["reason"] = ended.Reason };
        if (ended.Message is { Length: > 0 } message)
        {
            state["message"] = message;
        }
        state["startedAt"] = ended.StartedAt.Rfc3339();
        state["finishedAt"] = ended.FinishedAt.Rfc3339();
        state["containerID"] = ended.ContainerId;
        return state;
    }
}
