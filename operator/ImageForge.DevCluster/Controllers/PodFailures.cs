using k8s.Models;

namespace ImageForge.DevCluster.Controllers;

/// <summary>Which failures a job's podFailurePolicy counts, ignores, or gives up on.</summary>
internal static class PodFailures
{
    /// <summary>What the first matching rule says of a failed pod; without a matching rule the failure counts.</summary>
    public static PodFailure Judge(V1PodFailurePolicy? policy, JobPod pod)
    {
        var rules = policy?.Rules ?? [];
        for (var i = 0; i < rules.Count; i++)
        {
            if (Match(rules[i], pod) is { } what)
            {
                return new PodFailure(rules[i].Action, $"{what} matching {rules[i].Action} rule at index {i}");
            }
        }
        return new PodFailure("Count", null);
    }

    private static string? Match(V1PodFailurePolicyRule rule, JobPod pod)
    {
        var name = $"{pod.Pod.Metadata.NamespaceProperty}/{pod.Name}";
        if (rule.OnExitCodes is { } codes)
        {
            var ended = pod.Ended.FirstOrDefault(c => Matches(codes, c));
            return ended is null
                ? null
                : $"Container {ended.Name} for pod {name} failed with exit code {ended.State!.Terminated!.ExitCode}";
        }
        var condition = rule.OnPodConditions?.FirstOrDefault(wanted =>
            pod.Pod.Status?.Conditions?.Any(c => c.Type == wanted.Type && c.Status == (wanted.Status ?? "True")) == true
        );
        return condition is null ? null : $"Pod {name} has condition {condition.Type}";
    }

    // An exit with 0 is no failure, so it matches neither In nor NotIn.
    private static bool Matches(V1PodFailurePolicyOnExitCodesRequirement codes, V1ContainerStatus container) =>
        container.State?.Terminated is { ExitCode: not 0 } ended
        && (codes.ContainerName is null || codes.ContainerName == container.Name)
        && codes.Values.Contains(ended.ExitCode) == (codes.OperatorProperty == "In");
}

/// <summary>How a failed pod is taken.</summary>
/// <param name="Action"><c>Count</c>, <c>Ignore</c> or <c>FailJob</c>.</param>
/// <param name="Message">Which rule matched and why; null where none did.</param>
internal sealed record PodFailure(string Action, string? Message)
{
    public bool IsCounted => Action != "Ignore";

    public bool FailsJob => Action == "FailJob";
}
