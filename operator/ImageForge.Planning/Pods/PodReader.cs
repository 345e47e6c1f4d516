using System.Globalization;
using ImageForge.Api;
using ImageForge.Contracts;
using ImageForge.Contracts.Results;
using k8s.Models;

namespace ImageForge.Planning.Pods;

/// <summary>Reads the state of a runner pod. Pure; handles every pod status.</summary>
internal static class PodReader
{
    private static readonly HashSet<string> ImageProblems =
    [
        "ErrImagePull",
        "ImagePullBackOff",
        "InvalidImageName",
        "ErrImageNeverPull",
        "ImageInspectError",
        "RegistryUnavailable",
        "ErrImageNotAvailable",
    ];

    private static readonly HashSet<string> ContainerProblems =
    [
        "CreateContainerConfigError",
        "CreateContainerError",
        "RunContainerError",
    ];

    /// <summary>Exit code of a process killed by SIGKILL.</summary>
    private const int Killed = 137;

    public static PodReading Read(V1Pod pod)
    {
        var status = pod.Status;
        var container = Container(pod);
        var terminated = Terminated(container);
        return (status?.Phase, terminated, container?.State) switch
        {
            (_, { ExitCode: (int)ExitCode.Done, Message: var message }, _) => new PodReading.Succeeded(
                TerminationMessage.TryParse(message)
            ),
            ("Failed", _, _) or (_, { }, _) => Ended(pod, terminated),
            (_, _, { Running: not null }) => new PodReading.Running(),
            (_, _, { Waiting: { Reason: { } reason } waiting }) when Blocks(reason) => Waiting(reason, waiting.Message),
            _ => (PodReading?)Unscheduled(status) ?? new PodReading.Starting(),
        };
    }

    /// <summary>When the runner terminated; null if it has not or the time is unknown.</summary>
    public static DateTimeOffset? FinishedAt(V1Pod pod) => Terminated(Container(pod))?.FinishedAt;

    private static V1ContainerStatus? Container(V1Pod pod) =>
        pod.Status?.ContainerStatuses?.FirstOrDefault(c => c.Name == PodPlanner.Container);

    private static V1ContainerStateTerminated? Terminated(V1ContainerStatus? container) =>
        container?.State?.Terminated ?? container?.LastState?.Terminated;

    private static bool Blocks(string reason) => ImageProblems.Contains(reason) || ContainerProblems.Contains(reason);

    private static PodReading.Blocked Waiting(string reason, string? message)
    {
        var text = message ?? reason;
        if (ImageProblems.Contains(reason))
        {
            return new(Reasons.PodNotStarting, $"Failed to pull the runner image ({reason}): {text}");
        }

        // The kubelet's messages for a missing Secret or key; the operator itself does not read Secrets.
        return text.Contains("secret", StringComparison.OrdinalIgnoreCase) switch
        {
            true when text.Contains("couldn't find key", StringComparison.Ordinal) => new(
                Reasons.SecretNotFound,
                $"A Secret required by the runner is missing a key: {text}"
            ),
            true when text.Contains("not found", StringComparison.Ordinal) => new(
                Reasons.SecretNotFound,
                $"A Secret required by the runner was not found: {text}"
            ),
            _ => new(Reasons.PodNotStarting, $"Failed to start the runner container ({reason}): {text}"),
        };
    }

    private static PodReading.Blocked? Unscheduled(V1PodStatus? status) =>
        status?.Conditions?.FirstOrDefault(c => c is { Type: "PodScheduled", Status: "False", Reason: "Unschedulable" })
            is { } unscheduled
            ? new(Reasons.Unschedulable, $"The pod is unschedulable: {unscheduled.Message ?? "no reason given"}")
            : null;

    private static PodReading.Ended Ended(V1Pod pod, V1ContainerStateTerminated? terminated)
    {
        var message = TerminationMessage.TryParse(terminated?.Message);
        // The Job's failure policy checks for a disruption first, whatever the exit code.
        if (
            pod.Status?.Conditions?.FirstOrDefault(c => c is { Type: "DisruptionTarget", Status: "True" }) is { } target
        )
        {
            return Lost(target.Reason, target.Message, message, AfterEnd.Replace);
        }

        if (pod.Status?.Reason == "DeadlineExceeded")
        {
            return new(Reasons.DeadlineExceeded, Deadline(pod), message, AfterEnd.End);
        }

        if (pod.Status is { Reason: "Evicted" } evicted && ExceedsItsStorage(evicted.Message))
        {
            return new(Reasons.Evicted, $"The pod was evicted: {evicted.Message!.Trim()}", message, AfterEnd.End);
        }

        if (terminated is null || pod.Status?.Reason == "Evicted")
        {
            return Lost(pod.Status?.Reason, pod.Status?.Message, message, AfterEnd.Retry);
        }

        // OOMKilled alone may come from a decoder process, which the runner reports itself.
        if (terminated.Reason == "OOMKilled" && (terminated.ExitCode == Killed || message?.Error is null))
        {
            return new(Reasons.OOMKilled, OutOfMemory(pod), message, AfterEnd.End);
        }

        var then = terminated.ExitCode is (int)ExitCode.BadInput or (int)ExitCode.Refused
            ? AfterEnd.JobFails
            : AfterEnd.Retry;
        return message?.Error is { } error
            ? new(error.Reason.ToString(), error.Message, message, then)
            : new(Reasons.Failed, Exit(terminated), message, then);
    }

    // The kubelet's messages for exceeding an emptyDir sizeLimit or an ephemeral-storage limit.
    private static bool ExceedsItsStorage(string? message) =>
        message is not null
        && (
            message.Contains("exceeds the limit", StringComparison.Ordinal)
            || message.Contains("exceeds the total limit of containers", StringComparison.Ordinal)
            || message.Contains("exceeded its local ephemeral storage limit", StringComparison.Ordinal)
        );

    private static PodReading.Ended Lost(string? reason, string? why, TerminationMessage? message, AfterEnd then) =>
        new(Reasons.PodLost, $"The pod was lost ({reason ?? "PodFailed"}): {why ?? "no reason given"}", message, then);

    private static string Deadline(V1Pod pod) =>
        pod.Spec?.ActiveDeadlineSeconds is { } seconds
            ? $"The run exceeded spec.runner.activeDeadlineSeconds ({seconds.ToString(CultureInfo.InvariantCulture)} s)."
            : "The run exceeded its deadline.";

    private static string OutOfMemory(V1Pod pod)
    {
        ResourceQuantity? limit = null;
        _ = pod
            .Spec?.Containers.FirstOrDefault(c => c.Name == PodPlanner.Container)
            ?.Resources?.Limits?.TryGetValue("memory", out limit);
        return limit is null
            ? "The runner was OOMKilled: the node ran out of memory and spec.runner.resources.limits.memory is not set."
            : $"The runner was OOMKilled: it exceeded spec.runner.resources.limits.memory ({limit}).";
    }

    private static string Exit(V1ContainerStateTerminated terminated)
    {
        var code = terminated.ExitCode.ToString(CultureInfo.InvariantCulture);
        var meaning = terminated.ExitCode switch
        {
            (int)ExitCode.BadInput => " (bad input)",
            (int)ExitCode.Refused => " (refused by policy)",
            (int)ExitCode.Stopped => " (stopped)",
            Killed => " (killed)",
            _ => "",
        };
        return $"The runner exited with code {code}{meaning} without a termination message; see the pod log.";
    }
}
