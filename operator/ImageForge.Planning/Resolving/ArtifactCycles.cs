using ImageForge.Api;
using ImageForge.Api.Common;
using ImageForge.Api.GenerationJobs;

namespace ImageForge.Planning.Resolving;

/// <summary>Finds circular artifact references.</summary>
public static class ArtifactCycles
{
    /// <summary>Whether a job may still wait for artifacts; one that runs or has ended does not.</summary>
    public static bool MayWait(GenerationJob job) =>
        job.Status?.State is null or JobState.Pending or JobState.Rejected or JobState.Suspended;

    /// <summary>
    /// The shortest cycle from a job through the jobs it waits for back to itself, both ends included; null without one.
    /// Deterministic for the same graph.
    /// </summary>
    /// <param name="targets">Name of the job, or of each of a storyboard's frames.</param>
    /// <param name="sources">The jobs that it waits for.</param>
    /// <param name="sourcesOf">Those that another job waits for; none for a job that does not exist.</param>
    public static IReadOnlyList<string>? Find(
        IReadOnlyCollection<string> targets,
        IReadOnlyCollection<string> sources,
        Func<string, IReadOnlyCollection<string>> sourcesOf
    )
    {
        var cameFrom = new Dictionary<string, string?>(StringComparer.Ordinal);
        var queue = new Queue<string>();
        Visit(sources, null);
        while (queue.TryDequeue(out var name))
        {
            if (targets.Contains(name))
            {
                return [name, .. Back(name).Reverse()];
            }

            Visit(sourcesOf(name), name);
        }

        return null;

        void Visit(IEnumerable<string> names, string? from)
        {
            foreach (var next in names.Order(StringComparer.Ordinal))
            {
                if (cameFrom.TryAdd(next, from))
                {
                    queue.Enqueue(next);
                }
            }
        }

        IEnumerable<string> Back(string name)
        {
            for (string? at = name; at is not null; at = cameFrom[at])
            {
                yield return at;
            }
        }
    }

    internal static Resolution.Refused Refusal(IReadOnlyList<string> cycle) =>
        new(
            Reasons.ArtifactCycle,
            $"Circular artifact reference: {string.Join(" → ", cycle)}. Remove one of these references, in the jobs or in an AtmosphereProfile that they use."
        );
}
