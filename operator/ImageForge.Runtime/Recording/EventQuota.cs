namespace ImageForge.Runtime.Recording;

/// <summary>
/// Rate-limits events per object, like client-go's spam filter: an object with ever changing messages must not flood
/// the API server. Repetitions are counted in their series and do not count here.
/// </summary>
/// <param name="burst">Burst per object.</param>
/// <param name="period">Time per further event.</param>
internal sealed class EventQuota(int burst, TimeSpan period)
{
    private readonly Dictionary<ObjectIdentity, (double Left, DateTime At)> _objects = [];

    /// <summary>Takes one event of an object; false if the quota is used up.</summary>
    /// <param name="regarding">The object.</param>
    /// <param name="at">When it happened (UTC).</param>
    public bool Take(ObjectIdentity regarding, DateTime at)
    {
        var left = _objects.TryGetValue(regarding, out var last) ? Left(last, at) : burst;
        _objects[regarding] = (left < 1 ? left : left - 1, at);
        return left >= 1;
    }

    /// <summary>Removes objects with a full quota.</summary>
    /// <param name="now">The time (UTC); no later than the occurrences still to come.</param>
    public void Trim(DateTime now)
    {
        // Removing while enumerating is allowed.
        foreach (var (regarding, last) in _objects)
        {
            if (Left(last, now) >= burst)
            {
                _objects.Remove(regarding);
            }
        }
        _objects.TrimExcess();
    }

    private double Left((double Left, DateTime At) last, DateTime now) =>
        Math.Min(burst, last.Left + ((now - last.At) / period));
}
