using ImageForge.Kube;
using ImageForge.Runtime.Informers;
using k8s;
using k8s.Models;

namespace ImageForge.Runtime.Controllers;

/// <summary>
/// Tracks writes per reconciled object (expectations), so that it is not reconciled from a cache that does not show them
/// yet. Thread-safe.
/// </summary>
public sealed class OwnWrites
{
    private readonly Lock _lock = new();
    private readonly Dictionary<ObjectKey, Dictionary<(IInformer, ObjectKey), Write>> _writes = [];
    private readonly TimeProvider _time;
    private readonly TimeSpan _longest;

    /// <summary>Creates an empty instance.</summary>
    /// <param name="time">The clock; null for the system's.</param>
    /// <param name="longest">
    /// How long to wait for a write (5 s if null): its event may never arrive if the object no longer matches the
    /// selector or has been deleted.
    /// </param>
    public OwnWrites(TimeProvider? time = null, TimeSpan? longest = null)
    {
        _time = time ?? TimeProvider.System;
        _longest = longest ?? TimeSpan.FromSeconds(5);
    }

    /// <summary>Records a write.</summary>
    /// <param name="reconciled">The reconciled object.</param>
    /// <param name="informer">The cache of the written object.</param>
    /// <param name="written">The object as the server returned it.</param>
    public void Add(ObjectKey reconciled, IInformer informer, IKubernetesObject<V1ObjectMeta> written)
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

    /// <summary>Whether a cache does not show a write for this object yet.</summary>
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
