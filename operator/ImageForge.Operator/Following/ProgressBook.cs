using System.Collections.Concurrent;
using ImageForge.Api.Core;
using ImageForge.Contracts.Results;

namespace ImageForge.Operator.Following;

/// <summary>What runners answered last, by their pods. A restart loses it, and the next answers fill it again.</summary>
internal sealed class ProgressBook
{
    private readonly ConcurrentDictionary<string, Progress> _byPod = new(StringComparer.Ordinal);

    /// <summary>True if the answer is news.</summary>
    public bool Note(Pod pod, Progress progress)
    {
        var news = true;
        _byPod.AddOrUpdate(
            pod.Metadata.Uid!,
            progress,
            (_, last) =>
            {
                news = last != progress;
                return progress;
            }
        );
        return news;
    }

    /// <summary>The answer of the first of these pods that has one.</summary>
    public Progress? Of(IEnumerable<Pod> pods) =>
        pods.Select(p => p.Metadata.Uid is { } uid ? _byPod.GetValueOrDefault(uid) : null)
            .FirstOrDefault(p => p is not null);

    /// <summary>Forgets all but these pods.</summary>
    public void Keep(IReadOnlySet<string> uids)
    {
        foreach (var uid in _byPod.Keys.Where(uid => !uids.Contains(uid)))
        {
            _byPod.TryRemove(uid, out _);
        }
    }
}
