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

    public static PodReading Read(Pod pod)
    {
        var status = pod.Status;
        var container = status?.ContainerStatuses?.FirstOrDefault(c => c.Name == PodPlanner.Container);
        if ((container?.State?.Terminated ?? container?.LastState?.Terminated) is { } terminated)
        {
            return Terminated(terminated);
        }

        return (status?.Phase, container?.State) switch
        {
            ("Failed", _) => Lost(status),
            (_, { Running: not null }) => new PodReading.Working(),
            (_, { Waiting: { Reason: { } reason } waiting }) when Blocks(reason) => Waiting(reason, waiting.Message),
            _ => (PodReading?)Unscheduled(status) ?? new PodReading.Starting(),
        };
    }

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

    private static PodReading.Ended Lost(PodStatus status)
    {
        var disruption = status.Conditions?.FirstOrDefault(c => c is { Type: "DisruptionTarget", Status: "True" });
        var reason = disruption?.Reason ?? status.Reason ?? "PodFailed";
        return new(
            Reasons.PodLost,
            $"The pod was lost ({reason}): {disruption?.Message ?? status.Message ?? "no reason was given"}",
            null
        );
    }

    private static PodReading Terminated(ContainerStateTerminated terminated)
    {
        var message = TerminationMessage.TryParse(terminated.Message);
        if (terminated is { ExitCode: (int)ExitCode.Done })
        {
            return new PodReading.Succeeded(message);
        }

        if (message?.Error is { } error)
        {
            return new PodReading.Ended(error.Reason.ToString(), error.Message, message)
            {
                IsFinal = IsFinal(terminated),
            };
        }

        return terminated.Reason == "OOMKilled"
            ? new PodReading.Ended(
                Reasons.OutOfMemory,
                "The runner needed more memory than its limit allows; raise the memory of spec.runner.resources.",
                message
            )
            : new PodReading.Ended(Reasons.Failed, Exit(terminated), message) { IsFinal = IsFinal(terminated) };
    }

    /// <summary>Whether the Job's failure policy lets no other attempt follow.</summary>
    private static bool IsFinal(ContainerStateTerminated terminated) =>
        terminated.ExitCode is (int)ExitCode.BadInput or (int)ExitCode.Refused;

    private static string Exit(ContainerStateTerminated terminated)
    {
        var code = terminated.ExitCode.ToString(CultureInfo.InvariantCulture);
        var meaning = terminated.ExitCode switch
        {
            (int)ExitCode.BadInput => " (bad input)",
            (int)ExitCode.Refused => " (refused by policy)",
            (int)ExitCode.Stopped => " (stopped)",
            137 => " (killed)",
            _ => "",
        };
        return $"The runner ended with exit code {code}{meaning} and left no message; its log may say why.";
    }
}
