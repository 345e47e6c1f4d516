using ImageForge.Api.Core;

namespace ImageForge.Runtime.Recording;

/// <summary>
/// Bounds the events about one object, as Kubernetes' own recorders do: an object that is in trouble in ever new words must
/// not fill the server's store. Repetitions cost nothing here; they are counted in their series.
/// </summary>
/// <param name="burst">Events about an object that are written at once.</param>
/// <param name="period">Time in which one more may follow.</param>
/// <param name="time">The clock.</param>
internal sealed class EventQuota(int burst, TimeSpan period, TimeProvider time)
{
    private readonly Dictionary<ObjectReference, (double Left, DateTimeOffset At)> _objects = [];

    /// <summary>Takes one event about an object; false if it has none left.</summary>
    public bool Take(ObjectReference regarding)
    {
        var now = time.GetUtcNow();
        var left = Left(regarding, now);
        _objects[regarding] = (left < 1 ? left : left - 1, now);
        return left >= 1;
    }

    /// <summary>Forgets objects that have all of theirs again.</summary>
    public void Trim()
    {
        var now = time.GetUtcNow();
        foreach (var regarding in _objects.Keys.Where(o => Left(o, now) >= burst).ToList())
        {
            _objects.Remove(regarding);
        }
    }

    private double Left(ObjectReference regarding, DateTimeOffset now) =>
        _objects.TryGetValue(regarding, out var last) ? Math.Min(burst, last.Left + ((now - last.At) / period)) : burst;
}
