using ImageForge.Api;
using ImageForge.Api.Common;
using ImageForge.Cli.Commands;
using ImageForge.Kube;

namespace ImageForge.Cli.Plugin;

/// <summary>How a job or storyboard ended.</summary>
internal static class JobOutcome
{
    /// <summary>Whether it has ended.</summary>
    public static bool IsFinal(Unstructured value) =>
        State(value)
            is nameof(JobState.Completed)
                or nameof(JobState.Failed)
                or nameof(JobState.Cancelled)
                or nameof(JobState.Rejected);

    /// <summary>The state; Pending before the first reconcile.</summary>
    public static string State(Unstructured value) => value.Json.TextAt("status", "state") ?? nameof(JobState.Pending);

    /// <summary>The exit code of a command that waited for the end; what the runner's exit code would be for the same reason.</summary>
    public static int ExitCodeOf(Unstructured value) =>
        (State(value), value.Condition(Conditions.Ready).TextAt("reason")) switch
        {
            (nameof(JobState.Completed), _) => ExitCodes.Success,
            (_, Reasons.BudgetExceeded or Reasons.RefusedByPolicy) => ExitCodes.Refused,
            (nameof(JobState.Rejected), _) or (_, Reasons.BadInput) => ExitCodes.BadInput,
            _ => ExitCodes.Failure,
        };

    /// <summary>The exit code for several: success if all succeeded, a failure before a refusal.</summary>
    public static int Worst(IEnumerable<int> codes) =>
        codes.Where(code => code != ExitCodes.Success).DefaultIfEmpty(ExitCodes.Success).Min();
}
