using ImageForge.Api.Core;
using ImageForge.Kube;
using ImageForge.Runtime.Informers;

namespace ImageForge.Runtime.Controllers;

/// <summary>
/// Remembers what was written for each reconciled object, so that it is not looked at again through a cache that does
/// not show these writes yet. Safe for concurrent use.
/// </summary>
public sealed class OwnWrites
{
    private readonly Lock _lock = new();
    private readonly Dictionary<ObjectKey, Dictionary<(IInformer, ObjectKey), Write>> _writes = [];
    private readonly TimeProvider _time;
    private readonly TimeSpan _longest;

    /// <summary>Makes an empty record.</summary>
    /// <param name="time">The clock; null for the system's.</param>
    /// <param name="longest">
    /// How long a write is waited for (5 s when null): its event may never come, if the object has left the cache's
    /// selection or is gone already.
    /// </param>
    public OwnWrites(TimeProvider? time = null, TimeSpan? longest = null)
    {
        _time = time ?? TimeProvider.System;
        _longest = longest ?? TimeSpan.FromSeconds(5);
    }

    /// <summary>Records a write.</summary>
    /// <param name="reconciled">The object for whose sake it was made.</param>
    /// <param name="informer">The cache that will show it.</param>
    /// <param name="written">The object as the server returned it.</param>
    public void Add(ObjectKey reconciled, IInformer informer, IKubeObject written)
    {
        var key = ObjectKey.Of(written);
        if (written.Metadata.ResourceVersion is not { } version || informer.HasReached(key, version))
        {
            return;
        }
        lock (_lock)
        {
            if (!_writes.TryGetValue(reconciled, out var writes))
            {
                _writes[reconciled] = writes = [];
            }
            writes[(informer, key)] = new Write(version, _time.GetTimestamp());
        }
    }

    /// <summary>True while a cache still lacks a write that was made for this object.</summary>
    internal bool ArePending(ObjectKey reconciled)
    {
        lock (_lock)
        {
            if (!_writes.TryGetValue(reconciled, out var writes))
            {
                return false;
            }
            foreach (var ((informer, key), write) in writes)
            {
                if (informer.HasReached(key, write.Version) || _time.GetElapsedTime(write.At) >= _longest)
                {
                    writes.Remove((informer, key));
                }
            }
            return writes.Count > 0 || !_writes.Remove(reconciled);
        }
    }

    private readonly record struct Write(string Version, long At);
}
