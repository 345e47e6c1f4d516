using ImageForge.Planning.Naming;
using ImageForge.Planning.Runs;
using k8s.Models;

namespace ImageForge.Planning.Pods;

/// <summary>The pods of a Job in the order of their creation, with the attempts that they belong to.</summary>
public static class PodAttempts
{
    /// <summary>The pods that a Job controls, each with the number of its attempt.</summary>
    /// <remarks>A pod that replaces a disrupted one has its number. Pods that are gone are not counted where the Job does not.</remarks>
    /// <param name="child">The Job.</param>
    /// <param name="pods">Pods of its namespace.</param>
    public static IReadOnlyList<(V1Pod Pod, int Attempt)> Of(V1Job child, IReadOnlyList<V1Pod> pods)
    {
        var own = InOrder(child, pods);
        var failures = own.Select(pod => IsFailure(child, pod)).ToList();
        // Failed pods that were deleted precede those that remain.
        var gone = Math.Max(0, (child.Status?.Failed ?? 0) - failures.Count(failed => failed));
        var next = Labels.FirstAttemptOf(child) + gone;
        var numbered = new List<(V1Pod, int)>();
        for (var i = 0; i < own.Count; i++)
        {
            numbered.Add((own[i], next));
            next += failures[i] ? 1 : 0;
        }

        return numbered;
    }

    /// <summary>The pods that a Job controls, in the order of their creation.</summary>
    internal static List<V1Pod> InOrder(V1Job child, IReadOnlyList<V1Pod> pods) =>
        [
            .. pods.Where(pod => Owners.Controls(child.Metadata.Uid, pod))
                .OrderBy(pod => pod.Metadata.CreationTimestamp)
                // Times are whole seconds. A pod is created after the previous one has ended, so it starts and ends later.
                .ThenBy(pod => pod.Status?.StartTime ?? DateTimeOffset.MaxValue)
                .ThenBy(pod => PodReader.FinishedAt(pod) ?? DateTimeOffset.MaxValue)
                .ThenBy(pod => pod.Metadata.Name, StringComparer.Ordinal),
        ];

    private static bool IsFailure(V1Job child, V1Pod pod) =>
        PodReader.Read(pod) is PodReading.Ended { Then: not AfterEnd.Replace } && !Run.IsWithdrawn(child, pod);
}
