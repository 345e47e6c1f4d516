using ImageForge.Api.GenerationJobs;
using ImageForge.Kube;
using ImageForge.Planning;
using ImageForge.Planning.Jobs;
using ImageForge.Runtime.Informers;
using ImageForge.Runtime.Queues;
using k8s.Models;

namespace ImageForge.Operator.Scheduling;

/// <summary>Answer to a job that asks for a slot. Closed hierarchy.</summary>
internal abstract record SlotAnswer
{
    private SlotAnswer() { }

    /// <summary>It may create its child Job.</summary>
    public sealed record Granted : SlotAnswer;

    /// <summary>It has to wait, and is enqueued when it is its turn.</summary>
    /// <param name="Limit">The limit that is reached, for the status.</param>
    public sealed record Wait(string Limit) : SlotAnswer;

    /// <summary>A cache is still being filled: ask again shortly.</summary>
    public sealed record NotYet : SlotAnswer;
}

/// <summary>
/// Keeps the number of active jobs within the limits and serves waiting jobs in order. A free slot is reserved for the
/// next job, which is enqueued and takes it in its own reconcile, or gives it back. All of it follows from the caches: a
/// slot is in use while a child Job is live in them, and until they show the one that was just created; the jobs that
/// wait are known from their status before their first reconcile. Thread-safe.
/// </summary>
/// <remarks>
/// Every call about a job is made in its own reconcile, so a reservation is never taken back while its child is being
/// created.
/// </remarks>
internal sealed class JobSlots(SlotLimits limits, OperatorDefaults defaults, Func<bool> isActive)
{
    private static readonly SlotAnswer.Granted Granted = new();

    private readonly Lock _lock = new();
    private readonly SlotTable _table = new(limits);
    private readonly Dictionary<(ObjectKey Key, string Uid), Hold> _holds = [];

    /// <summary>Uids of the jobs that hold a reservation.</summary>
    private readonly Dictionary<ObjectKey, string> _reserved = [];
    private readonly List<IInformer> _informers = [];
    private readonly List<(string? Namespace, Action<ObjectKey> Enqueue)> _queues = [];

    /// <summary>Slots in use.</summary>
    public int Active
    {
        get
        {
            lock (_lock)
            {
                return _table.Active;
            }
        }
    }

    /// <summary>Whether there is no limit: nothing is counted then.</summary>
    public bool IsUnlimited => limits.IsUnlimited;

    /// <summary>Number of waiting jobs of a priority.</summary>
    public int Waiting(Priority priority)
    {
        lock (_lock)
        {
            return _table.Waiting(priority);
        }
    }

    /// <summary>The priority of a job in the queue and among waiting jobs.</summary>
    public static Priority Of(JobPriority priority) =>
        priority switch
        {
            JobPriority.High => Priority.High,
            JobPriority.Low => Priority.Low,
            _ => Priority.Normal,
        };

    /// <summary>Follows the caches of a namespace, or of all. Only before the start.</summary>
    /// <param name="ns">The namespace; null for all.</param>
    /// <param name="jobs">The jobs.</param>
    /// <param name="children">Their child Jobs.</param>
    /// <param name="enqueue">Reconciles a job of this namespace.</param>
    public void Watch(string? ns, Informer<GenerationJob> jobs, Informer<V1Job> children, Action<ObjectKey> enqueue)
    {
        if (!IsUnlimited)
        {
            Join(ns, enqueue, jobs, children);
            jobs.Subscribe(JobChanged);
            children.Subscribe(ChildChanged);
        }
    }

    internal void Join(string? ns, Action<ObjectKey> enqueue, params IInformer[] informers)
    {
        _queues.Add((ns, enqueue));
        _informers.AddRange(informers);
    }

    /// <summary>Asks for a slot in the reconcile of a job without a live child.</summary>
    public SlotAnswer Ask(Candidate job)
    {
        if (IsUnlimited)
        {
            return Granted;
        }

        List<ObjectKey> offered;
        SlotAnswer answer;
        lock (_lock)
        {
            // Otherwise children that are not counted yet could be exceeded by new ones.
            if (!IsSettled())
            {
                return new SlotAnswer.NotYet();
            }

            if (_reserved.TryGetValue(job.Key, out var uid) && uid != job.Uid)
            {
                Unreserve(job.Key);
            }

            if (_holds.ContainsKey((job.Key, job.Uid)))
            {
                Reserve(job);
                return Granted;
            }

            _table.Wait(job);
            offered = Offer();
            answer = _reserved.ContainsKey(job.Key) ? Granted : new SlotAnswer.Wait(_table.Limit(job.Key.Namespace));
        }

        Enqueue(offered.Where(key => key != job.Key));
        return answer;
    }

    /// <summary>A job without a live child needs no slot, or cannot use it: the next one may have it.</summary>
    public void Release(ObjectKey key)
    {
        if (IsUnlimited)
        {
            return;
        }

        List<ObjectKey> offered;
        lock (_lock)
        {
            _table.Leave(key);
            Unreserve(key);
            offered = Offer();
        }

        Enqueue(offered);
    }

    internal void JobChanged(Change<GenerationJob> change)
    {
        lock (_lock)
        {
            if (change.New is not { } job || !SlotRules.MayNeed(job, defaults))
            {
                // A reservation is given back by the reconcile.
                _table.Leave(change.Key);
            }
            else if (
                SlotRules.SeemsToWait(job)
                && !_holds.ContainsKey((change.Key, job.Metadata.Uid!))
                && _table.Find(change.Key)?.Uid != job.Metadata.Uid
            )
            {
                _table.Wait(
                    new(
                        change.Key,
                        job.Metadata.Uid!,
                        Of(job.Spec.Priority),
                        job.Metadata.CreationTimestamp ?? DateTime.MaxValue
                    )
                );
            }
        }
    }

    internal void ChildChanged(Change<V1Job> change)
    {
        List<ObjectKey> offered = [];
        lock (_lock)
        {
            var before = Holder(change.Old);
            var after = Holder(change.New);
            if (after is { } taker)
            {
                var hold = HoldOf(taker);
                hold.Live += before == after ? 0 : 1;
                _table.Leave(taker.Key);
            }

            // A child that is new to the cache is the one that the slot was reserved for.
            if (
                change.New is { } child
                && child.Metadata.Uid != change.Old?.Metadata.Uid
                && Planning.Naming.Owners.ControllerOf(child) is { } owner
                && _reserved.TryGetValue(new(change.Key.Namespace, owner.Name), out var uid)
                && uid == owner.Uid
            )
            {
                Unreserve(new(change.Key.Namespace, owner.Name));
            }

            if (before is { } giver && before != after)
            {
                HoldOf(giver).Live--;
                Forget(giver);
                offered = Offer();
            }
        }

        Enqueue(offered);

        static (ObjectKey Key, string Uid)? Holder(V1Job? child) =>
            child is not null && SlotRules.HolderOf(child) is { } owner
                ? (new(child.Metadata.NamespaceProperty ?? "", owner.Name), owner.Uid)
                : null;
    }

    /// <summary>Reserves the free slots for the next jobs.</summary>
    private List<ObjectKey> Offer()
    {
        List<ObjectKey> offered = [];
        // A replica that does not lead would reserve slots for jobs that another one serves.
        while (isActive() && IsSettled() && _table.Next() is { } next)
        {
            _table.Leave(next.Key);
            Reserve(next);
            offered.Add(next.Key);
        }

        return offered;
    }

    /// <summary>Whether all caches are filled, but for those that cannot be: one namespace must not stop the others.</summary>
    private bool IsSettled() => _informers.TrueForAll(i => i.Synced.IsCompleted || i.Problem is not null);

    private void Enqueue(IEnumerable<ObjectKey> keys)
    {
        foreach (var key in keys)
        {
            _queues.Find(queue => queue.Namespace is null || queue.Namespace == key.Namespace).Enqueue(key);
        }
    }

    private void Reserve(Candidate job)
    {
        HoldOf((job.Key, job.Uid)).IsReserved = true;
        _reserved[job.Key] = job.Uid;
    }

    private void Unreserve(ObjectKey key)
    {
        if (_reserved.Remove(key, out var uid))
        {
            _holds[(key, uid)].IsReserved = false;
            Forget((key, uid));
        }
    }

    private Hold HoldOf((ObjectKey Key, string Uid) job)
    {
        if (!_holds.TryGetValue(job, out var hold))
        {
            _holds[job] = hold = new Hold();
            _table.Take(job.Key.Namespace);
        }

        return hold;
    }

    private void Forget((ObjectKey Key, string Uid) job)
    {
        if (_holds[job] is { Live: 0, IsReserved: false })
        {
            _holds.Remove(job);
            _table.Free(job.Key.Namespace);
        }
    }

    /// <summary>Why a job holds its slot; it holds one, however many reasons there are.</summary>
    private sealed class Hold
    {
        /// <summary>Live child Jobs in the cache.</summary>
        public int Live { get; set; }

        /// <summary>Whether its child is about to be created, or is not in the cache yet.</summary>
        public bool IsReserved { get; set; }
    }
}
