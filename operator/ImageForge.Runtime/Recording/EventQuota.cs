using k8s.Models;

namespace ImageForge.Runtime.Recording;

/// <summary>
/// Rate-limits events per object, like client-go's spam filter: an object with ever changing messages must not flood
/// the API server. Repetitions are counted in their series and do not count here.
/// </summary>
/// <param name="burst">Burst per object.</param>
/// <param name="period">Time per further event.</param>
/// <param name="time">The clock.</param>
internal sealed class EventQuota(int burst, TimeSpan period, TimeProvider time)
{
    private readonly Dictionary<V1ObjectReference, (double Left, DateTimeOffset At)> _objects = [];

    /// <summary>Takes one event of an object; false if the quota is used up.</summary>
    public bool Take(V1ObjectReference regarding)
    {
        var now = time.GetUtcNow();
        var left = Left(regarding, now);
        _objects[regarding] = (left < 1 ? left : left - 1, now);
        return left >= 1;
    }

    /// <summary>Removes objects with a full quota.</summary>
    public void Trim()
    {
        var now = time.GetUtcNow();
        foreach (var regarding in _objects.Keys.Where(o => Left(o, now) >= burst).ToList())
        {
            _objects.Remove(regarding);
        }
    }

    private double Left(V1ObjectReference regarding, DateTimeOffset now) =>
        _objects.TryGetValue(regarding, out var last) ? Math.Min(burst, last.Left + ((now - last.At) / period)) : burst;
}
