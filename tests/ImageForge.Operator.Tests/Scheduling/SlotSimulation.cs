using ImageForge.Api;
using ImageForge.Api.Common;
using ImageForge.Api.GenerationJobs;
using ImageForge.Kube;
using ImageForge.Operator.Scheduling;
using ImageForge.Planning;
using ImageForge.Planning.Jobs;
using ImageForge.Planning.Pods;
using ImageForge.Runtime.Informers;
using k8s.Models;
using Xunit;

namespace ImageForge.Operator.Tests.Scheduling;

/// <summary>
/// An API server, the caches of one operator that follow it with a delay, its queue, and reconciles as
/// <see cref="ImageForge.Operator.Controllers.JobReconciler"/> makes them.
/// </summary>
internal sealed class SlotSimulation
{
    private static readonly OperatorDefaults Defaults = new();
    private static readonly DateTime Start = new(2026, 11, 1, 9, 0, 0, DateTimeKind.Utc);

    private readonly SlotLimits _limits;
    private readonly Random _random;
    private readonly string _name;

    // The server.
    private readonly Dictionary<ObjectKey, GenerationJob> _jobs = [];
    private readonly Dictionary<ObjectKey, V1Job> _children = [];

    /// <summary>Jobs that wait for an artifact, by uid.</summary>
    private readonly HashSet<string> _incomplete = [];
    private int _uids;

    // The operator.
    private JobSlots _slots = null!;
    private Dictionary<ObjectKey, GenerationJob> _seenJobs = [];
    private Dictionary<ObjectKey, V1Job> _seenChildren = [];
    private readonly Queue<Event> _jobEvents = new();
    private readonly Queue<Event> _childEvents = new();
    private HashSet<ObjectKey> _queue = [];

    /// <summary>Changes that a store has and whose subscribers have not been told yet, one for each queue of events.</summary>
    private readonly Dictionary<Queue<Event>, Action> _untold = [];

    public SlotSimulation(SlotLimits limits, Random random, string name)
    {
        (_limits, _random, _name) = (limits, random, name);
        Restart();
    }

    /// <summary>The jobs whose child was created, in order.</summary>
    public List<ObjectKey> Started { get; } = [];

    /// <summary>The namespaces of the jobs that have a live child, one for each.</summary>
    public IReadOnlyList<string> Active =>
        [
            .. _children
                .Values.Where(child => SlotRules.HasLive([child]))
                .Select(child => (child.Metadata.NamespaceProperty, child.Metadata.OwnerReferences[0].Uid))
                .Distinct()
                .Select(holder => holder.NamespaceProperty),
        ];

    /// <summary>The jobs that want to run and have no live child.</summary>
    public IReadOnlyList<Candidate> Waiting =>
        [
            .. _jobs
                .Values.Where(job =>
                    SlotRules.MayNeed(job, Defaults)
                    && !_incomplete.Contains(job.Metadata.Uid)
                    && !_children.ContainsKey(ObjectKey.Of(job))
                )
                .Select(job => new Candidate(
                    ObjectKey.Of(job),
                    job.Metadata.Uid,
                    JobSlots.Of(job.Spec.Priority),
                    job.Metadata.CreationTimestamp!.Value
                )),
        ];

    public static Change<GenerationJob> Added(string ns, string name, JobPriority priority, JobState? state = null) =>
        new(new(ns, name), null, Job(ns, name, "uid", priority, Start, state), IsBackground: true);

    public static Change<V1Job> Child(string ns, string name, string? queue = null) =>
        new(new(ns, name), null, ChildOf(Job(ns, name, "uid", default, Start, null), "c", queue), IsBackground: true);

    /// <summary>Something happens.</summary>
    public void Step()
    {
        switch (_random.Next(14))
        {
            case 0 or 1:
                Arrive();
                break;
            case 2 or 3 or 4:
                Reconcile(mayFail: true);
                break;
            case 5 or 6:
                Deliver(_jobEvents, _seenJobs, _slots.JobChanged);
                break;
            case 7 or 8:
                Deliver(_childEvents, _seenChildren, _slots.ChildChanged);
                break;
            case 9:
                EndOne();
                break;
            case 10 when Any(_jobs) is { } job:
                Put(job with { Spec = job.Spec with { Suspend = !job.Spec.Suspend } });
                break;
            case 11 when Any(_jobs) is { } job && _random.Next(3) == 0:
                // The garbage collector is later than the cache.
                _jobs.Remove(ObjectKey.Of(job));
                _jobEvents.Enqueue(new(ObjectKey.Of(job), null));
                break;
            case 12 when _incomplete.Count > 0:
                Complete(_incomplete.First());
                break;
            case 13 when _random.Next(2) == 0 && Any(_children) is { } child:
                // By somebody; its job makes another.
                _children.Remove(ObjectKey.Of(child));
                _childEvents.Enqueue(new(ObjectKey.Of(child), null));
                break;
            case 13 when _random.Next(5) == 0:
                Restart();
                break;
        }

        Check();
    }

    public void Arrive()
    {
        var key = new ObjectKey($"{(char)('a' + _random.Next(3))}", $"{_random.Next(60)}");
        if (_jobs.ContainsKey(key) || _children.ContainsKey(key))
        {
            return;
        }

        var uid = $"u{_uids++}";
        if (_random.Next(6) == 0)
        {
            _incomplete.Add(uid);
        }

        var priority = (JobPriority)_random.Next(3);
        Put(Job(key.Namespace, key.Name, uid, priority, Start.AddSeconds(_uids / 3), null));
    }

    /// <summary>A child ends, or is deleted by somebody; false without any.</summary>
    public bool EndOne()
    {
        var live = _children.Values.Where(child => SlotRules.HasLive([child])).ToList();
        if (live.Count == 0)
        {
            return false;
        }

        var child = live[_random.Next(live.Count)];
        var key = ObjectKey.Of(child);
        _children[key] = child with { Status = Finished() };
        _childEvents.Enqueue(new(key, _children[key]));
        return true;
    }

    /// <summary>Caches and queue catch up, and what is left of deleted and suspended jobs is removed.</summary>
    public void Settle()
    {
        _incomplete.ToList().ForEach(Complete);
        for (var rounds = 0; ; rounds++)
        {
            Assert.True(rounds < 10_000, $"{_name}: does not settle");
            foreach (var key in _children.Keys.Where(key => !_jobs.ContainsKey(key)).ToList())
            {
                _children.Remove(key);
                _childEvents.Enqueue(new(key, null));
            }

            if (_jobEvents.Count > 0 && _random.Next(2) == 0)
            {
                Deliver(_jobEvents, _seenJobs, _slots.JobChanged);
            }
            else if (_childEvents.Count > 0)
            {
                Deliver(_childEvents, _seenChildren, _slots.ChildChanged);
            }
            else if (_jobEvents.Count > 0)
            {
                Deliver(_jobEvents, _seenJobs, _slots.JobChanged);
            }
            else if (_untold.Count > 0)
            {
                Tell(_untold.Keys.First());
            }
            else if (_queue.Count > 0)
            {
                Reconcile(mayFail: false);
            }
            else
            {
                break;
            }

            Check();
        }

        var next = SlotTableTests.Next(_limits, Waiting, Active);
        Assert.True(next is null, $"{_name}: {next} waits although a slot is free");
        Assert.Equal(_limits.MaxActive == 0 && _limits.MaxActivePerNamespace == 0 ? 0 : Active.Count, _slots.Active);
    }

    /// <summary>Another operator takes over, with caches as they are now and nothing else.</summary>
    public void Restart()
    {
        _slots = new JobSlots(_limits, Defaults, () => true);
        _queue = [];
        _slots.Join(null, key => _queue.Add(key));
        _jobEvents.Clear();
        _childEvents.Clear();
        _untold.Clear();
        _seenJobs = [];
        _seenChildren = [];
        // Either cache may be first.
        var order = new List<Action>
        {
            () => List(_jobs, _jobEvents, _seenJobs, _slots.JobChanged),
            () => List(_children, _childEvents, _seenChildren, _slots.ChildChanged),
        };
        if (_random.Next(2) == 0)
        {
            order.Reverse();
        }

        order.ForEach(list => list());
    }

    private void List<T>(
        Dictionary<ObjectKey, T> server,
        Queue<Event> events,
        Dictionary<ObjectKey, T> cache,
        Action<Change<T>> changed
    )
        where T : class, k8s.IKubernetesObject<V1ObjectMeta>
    {
        foreach (var key in server.Keys.OrderBy(_ => _random.Next()).ToList())
        {
            events.Enqueue(new(key, server[key]));
            Deliver(events, cache, changed);
        }

        Tell(events);
    }

    private void Deliver<T>(Queue<Event> events, Dictionary<ObjectKey, T> cache, Action<Change<T>> changed)
        where T : class, k8s.IKubernetesObject<V1ObjectMeta>
    {
        Tell(events);
        if (!events.TryDequeue(out var next))
        {
            return;
        }

        var (key, old, now) = (next.Key, cache.GetValueOrDefault(next.Key), (T?)next.Value);

        // The store is new before subscribers are told, as in an informer: a reconcile may come in between.
        if (now is null)
        {
            cache.Remove(key);
        }
        else
        {
            cache[key] = now;
        }

        _untold[events] = () =>
        {
            changed(new Change<T>(key, old, now, IsBackground: false));
            _queue.Add(key);
        };
        if (_random.Next(2) == 0)
        {
            Tell(events);
        }
    }

    private void Tell(Queue<Event> events)
    {
        if (_untold.Remove(events, out var tell))
        {
            tell();
        }
    }

    private void Reconcile(bool mayFail)
    {
        if (_queue.Count == 0)
        {
            return;
        }

        var key = _queue.ElementAt(_random.Next(_queue.Count));
        // Own writes must be in the cache first.
        if (_childEvents.Concat(_jobEvents).Any(e => e.Key == key))
        {
            return;
        }

        _queue.Remove(key);
        if (!_seenJobs.TryGetValue(key, out var job))
        {
            _slots.Release(key);
            return;
        }

        var children =
            _seenChildren.TryGetValue(key, out var child) && child.Metadata.OwnerReferences[0].Uid == job.Metadata.Uid
                ? new[] { child }
                : [];
        var answer = SlotRules.HasToAsk(job, children, Defaults)
            ? _slots.Ask(
                new(key, job.Metadata.Uid, JobSlots.Of(job.Spec.Priority), job.Metadata.CreationTimestamp!.Value)
            )
            : null;
        var status = Decide(job, child: children.FirstOrDefault(), answer);
        var creates = status.State == JobState.Queued && answer is SlotAnswer.Granted && children.Length == 0;
        if (!SlotRules.HasLive(children) && !SlotRules.Waits(status) && !creates)
        {
            _slots.Release(key);
        }

        if (creates)
        {
            var luck = mayFail ? _random.Next(8) : 7;
            if (luck == 0)
            {
                // Refused for good: a quota. Tried again later.
                _slots.Release(key);
                _queue.Add(key);
                return;
            }

            if (luck != 1)
            {
                Create(key, job);
            }

            if (luck <= 2)
            {
                // The answer was lost, with or without effect.
                _queue.Add(key);
                return;
            }
        }

        if (status.State == JobState.Suspended && children.Length > 0)
        {
            _children.Remove(key);
            _childEvents.Enqueue(new(key, null));
        }

        var isNew = status.State != job.Status?.State || SlotRules.Waits(status) != SlotRules.Waits(job.Status);
        if (isNew && _jobs.TryGetValue(key, out var current) && current.Metadata.Uid == job.Metadata.Uid)
        {
            Put(current with { Status = status });
        }
    }

    private GenerationJobStatus Decide(GenerationJob job, V1Job? child, SlotAnswer? answer) =>
        job.Status is { State: JobState.Completed } ended ? ended
        : child is not null && !SlotRules.HasLive([child]) ? Status(JobState.Completed, Reasons.Completed)
        : job.Spec.Suspend ? Status(JobState.Suspended, Reasons.Suspended)
        : child is not null ? Status(JobState.Queued, Reasons.Queued)
        : _incomplete.Contains(job.Metadata.Uid) ? Status(JobState.Pending, Reasons.WaitingForArtifact)
        : answer is SlotAnswer.Wait ? Status(JobState.Queued, Reasons.WaitingForSlot)
        : Status(JobState.Queued, Reasons.Queued);

    private void Create(ObjectKey key, GenerationJob job)
    {
        if (!_children.ContainsKey(key))
        {
            Started.Add(key);
            _children[key] = ChildOf(job, $"c{_uids++}", null);
            _childEvents.Enqueue(new(key, _children[key]));
        }
    }

    private void Complete(string uid)
    {
        _incomplete.Remove(uid);
        // As the change of the artifact's job does.
        _queue.UnionWith(_jobs.Where(entry => entry.Value.Metadata.Uid == uid).Select(entry => entry.Key));
    }

    private void Check()
    {
        var active = Active;
        Assert.True(_limits.MaxActive == 0 || active.Count <= _limits.MaxActive, $"{_name}: {active.Count} are active");
        foreach (var (ns, count) in active.CountBy(ns => ns))
        {
            var isWithin = _limits.MaxActivePerNamespace == 0 || count <= _limits.MaxActivePerNamespace;
            Assert.True(isWithin, $"{_name}: {count} are active in {ns}");
        }
    }

    private void Put(GenerationJob job)
    {
        _jobs[ObjectKey.Of(job)] = job;
        _jobEvents.Enqueue(new(ObjectKey.Of(job), job));
    }

    private T? Any<T>(Dictionary<ObjectKey, T> objects)
        where T : class => objects.Count == 0 ? null : objects.Values.ElementAt(_random.Next(objects.Count));

    private static GenerationJobStatus Status(JobState state, string reason) =>
        new()
        {
            State = state,
            Conditions =
            [
                new()
                {
                    Type = Conditions.Ready,
                    Status = "False",
                    Reason = reason,
                },
            ],
        };

    private static GenerationJob Job(
        string ns,
        string name,
        string uid,
        JobPriority priority,
        DateTime created,
        JobState? state
    ) =>
        new()
        {
            Metadata = new()
            {
                NamespaceProperty = ns,
                Name = name,
                Uid = uid,
                CreationTimestamp = created,
            },
            Spec = new() { Priority = priority },
            Status = state is null ? null : new() { State = state },
        };

    private static V1Job ChildOf(GenerationJob job, string uid, string? queue) =>
        new()
        {
            Metadata = new()
            {
                NamespaceProperty = job.Metadata.NamespaceProperty,
                Name = job.Metadata.Name,
                Uid = uid,
                Labels = queue is null ? null : new Dictionary<string, string> { [Labels.KueueQueue] = queue },
                OwnerReferences =
                [
                    new()
                    {
                        ApiVersion = ApiGroup.ApiVersion,
                        Kind = GenerationJob.KindName,
                        Name = job.Metadata.Name,
                        Uid = job.Metadata.Uid,
                        Controller = true,
                    },
                ],
            },
        };

    private static V1JobStatus Finished() =>
        new()
        {
            CompletionTime = Start,
            Conditions =
            [
                new()
                {
                    Type = "Complete",
                    Status = "True",
                    LastTransitionTime = Start,
                },
            ],
        };

    /// <summary>What a watch reports: an object as it was written, or that it was deleted.</summary>
    private sealed record Event(ObjectKey Key, object? Value);
}
