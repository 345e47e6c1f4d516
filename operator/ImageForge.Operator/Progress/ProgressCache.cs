using System.Collections.Concurrent;
using k8s.Models;
using RunnerProgress = ImageForge.Contracts.Results.Progress;

namespace ImageForge.Operator.Progress;

/// <summary>Last progress of each runner pod. In memory: refilled by polling after a restart.</summary>
internal sealed class ProgressCache
{
    private readonly ConcurrentDictionary<string, RunnerProgress> _byPod = new(StringComparer.Ordinal);

    /// <summary>True if the answer differs from the last one.</summary>
    public bool Update(V1Pod pod, RunnerProgress progress)
    {
        var changed = true;
        _byPod.AddOrUpdate(
            pod.Metadata.Uid!,
            progress,
            (_, last) =>
            {
                changed = last != progress;
                return progress;
            }
        );
        return changed;
    }

    /// <summary>Progress of the first of these pods that has any.</summary>
    public RunnerProgress? Of(IEnumerable<V1Pod> pods) =>
        pods.Select(p => p.Metadata.Uid is { } uid ? _byPod.GetValueOrDefault(uid) : null)
            .FirstOrDefault(p => p is not null);

    /// <summary>Removes all pods but these.</summary>
    public void RetainOnly(IReadOnlySet<string> uids)
    {
        foreach (var uid in _byPod.Keys.Where(uid => !uids.Contains(uid)))
        {
            _byPod.TryRemove(uid, out _);
        }
    }
}
