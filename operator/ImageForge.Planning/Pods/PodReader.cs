using System.Globalization;
using ImageForge.Api;
using ImageForge.Api.Core;
using ImageForge.Contracts;
using ImageForge.Contracts.Results;

namespace ImageForge.Planning.Pods;

/// <summary>Reads the state of a runner's pod; total over whatever a kubelet may write.</summary>
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

    /// <summary>Exit code of a process that SIGKILL has ended.</summary>
    private const int Killed = 137;

    public static PodReading Read(Pod pod)
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

    /// <summary>When the runner ended; null where it has not, or nobody knows.</summary>
    public static DateTimeOffset? FinishedAt(Pod pod) => Terminated(Container(pod))?.FinishedAt;

    private static ContainerStatus? Container(Pod pod) =>
        pod.Status?.ContainerStatuses?.FirstOrDefault(c => c.Name == PodPlanner.Container);

    private static ContainerStateTerminated? Terminated(ContainerStatus? container) =>
        container?.State?.Terminated ?? container?.LastState?.Terminated;

    private static bool Blocks(string reason) => ImageProblems.Contains(reason) || ContainerProblems.Contains(reason);

    private static PodReading.Blocked Waiting(string reason, string? message)
    {
        var text = message ?? reason;
        if (ImageProblems.Contains(reason))
        {
            return new(Reasons.PodNotStarting, $"The runner image cannot be pulled ({reason}): {text}");
        }

        // The kubelet words a missing Secret or key so; the operator itself reads no Secrets.
        return text.Contains("secret", StringComparison.OrdinalIgnoreCase) switch
        {
            true when text.Contains("couldn't find key", StringComparison.Ordinal) => new(
                Reasons.SecretNotFound,
                $"A Secret that the runner needs lacks a key: {text}"
            ),
            true when text.Contains("not found", StringComparison.Ordinal) => new(
                Reasons.SecretNotFound,
                $"A Secret that the runner needs does not exist: {text}"
            ),
            _ => new(Reasons.PodNotStarting, $"The runner's container cannot be started ({reason}): {text}"),
        };
    }

    private static PodReading.Blocked? Unscheduled(PodStatus? status) =>
        status?.Conditions?.FirstOrDefault(c => c is { Type: "PodScheduled", Status: "False", Reason: "Unschedulable" })
            is { } unscheduled
            ? new(Reasons.Unschedulable, $"No node takes the runner: {unscheduled.Message ?? "no reason was given"}")
            : null;

    private static PodReading.Ended Ended(Pod pod, ContainerStateTerminated? terminated)
    {
        var message = TerminationMessage.TryParse(terminated?.Message);
        // The failure policy looks at a disruption first, whatever the container ended with.
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

        // The mark alone may be that of a decoder process, whose end the runner tells of itself.
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

    // The kubelet words an excess of an emptyDir's sizeLimit and of limits of ephemeral storage so.
    private static bool ExceedsItsStorage(string? message) =>
        message is not null
        && (
            message.Contains("exceeds the limit", StringComparison.Ordinal)
            || message.Contains("exceeds the total limit of containers", StringComparison.Ordinal)
            || message.Contains("exceeded its local ephemeral storage limit", StringComparison.Ordinal)
        );

    private static PodReading.Ended Lost(string? reason, string? why, TerminationMessage? message, AfterEnd then) =>
        new(
            Reasons.PodLost,
            $"The pod was lost ({reason ?? "PodFailed"}): {why ?? "no reason was given"}",
            message,
            then
        );

    private static string Deadline(Pod pod) =>
        pod.Spec?.ActiveDeadlineSeconds is { } seconds
            ? $"The run took longer than spec.runner.activeDeadlineSeconds ({seconds.ToString(CultureInfo.InvariantCulture)} s) allows."
            : "The run took longer than its deadline allows.";

    private static string OutOfMemory(Pod pod)
    {
        string? limit = null;
        _ = pod
            .Spec?.Containers.FirstOrDefault(c => c.Name == PodPlanner.Container)
            ?.Resources?.Limits?.TryGetValue("memory", out limit);
        return limit is null
            ? "The runner was killed because its node ran out of memory, and it has no limit of its own (spec.runner.resources.limits.memory)."
            : $"The runner was killed because it used more memory than its limit, spec.runner.resources.limits.memory, allows ({limit}).";
    }

    private static string Exit(ContainerStateTerminated terminated)
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
        return $"The runner ended with exit code {code}{meaning} and left no message; its log may say why.";
    }
}
