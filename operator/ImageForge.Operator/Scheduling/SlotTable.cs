using ImageForge.Kube;
using ImageForge.Runtime.Queues;

namespace ImageForge.Operator.Scheduling;

/// <summary>Most jobs that may be active at once.</summary>
/// <param name="MaxActive">In all watched namespaces; 0: unlimited.</param>
/// <param name="MaxActivePerNamespace">In each namespace; 0: unlimited.</param>
public sealed record SlotLimits(int MaxActive, int MaxActivePerNamespace = 0)
{
    internal bool IsUnlimited => MaxActive == 0 && MaxActivePerNamespace == 0;
}

/// <summary>A job that waits for a slot.</summary>
internal sealed record Candidate(ObjectKey Key, string Uid, Priority Priority, DateTime Created);

/// <summary>
/// Who is next. Strictly by priority; within one, the namespace with the fewest active jobs; within that, the oldest
/// job, then by name. A namespace at its limit is passed over. Each call is O(log n). Not thread-safe.
/// </summary>
internal sealed class SlotTable(SlotLimits limits)
{
    private static readonly int Priorities = Enum.GetValues<Priority>().Length;

    private static readonly Comparer<Candidate> ByAge = Comparer<Candidate>.Create(
        (a, b) => a.Created.CompareTo(b.Created) is var age and not 0 ? age : Compare(a.Key, b.Key)
    );

    private readonly Dictionary<ObjectKey, Candidate> _waiting = [];
    private readonly Dictionary<string, Space> _spaces = new(StringComparer.Ordinal);

    /// <summary>By priority: the first of each namespace that is below its limit.</summary>
    private readonly SortedSet<Lane>[] _lanes = [.. Enumerable.Range(0, Priorities).Select(_ => new SortedSet<Lane>())];
    private readonly int[] _counts = new int[Priorities];

    /// <summary>Slots in use.</summary>
    public int Active { get; private set; }

    /// <summary>Number of waiting jobs of a priority.</summary>
    public int Waiting(Priority priority) => _counts[(int)priority];

    /// <summary>The waiting job of this key, or null.</summary>
    public Candidate? Find(ObjectKey key) => _waiting.GetValueOrDefault(key);

    /// <summary>Adds a job, or replaces what is known of it.</summary>
    public void Wait(Candidate candidate)
    {
        if (_waiting.TryGetValue(candidate.Key, out var known))
        {
            if (known == candidate)
            {
                return;
            }

            Leave(candidate.Key);
        }

        _waiting.Add(candidate.Key, candidate);
        _counts[(int)candidate.Priority]++;
        Change(candidate.Key.Namespace, space => space.Waiting(candidate.Priority).Add(candidate));
    }

    /// <summary>Removes a job; nothing happens if it does not wait.</summary>
    public void Leave(ObjectKey key)
    {
        if (_waiting.Remove(key, out var candidate))
        {
            _counts[(int)candidate.Priority]--;
            Change(key.Namespace, space => space.Waiting(candidate.Priority).Remove(candidate));
        }
    }

    /// <summary>One slot more is in use in a namespace, also beyond the limits: what is there counts.</summary>
    public void Take(string ns)
    {
        Active++;
        Change(ns, space => space.Active++);
    }

    /// <summary>One slot less is in use in a namespace.</summary>
    public void Free(string ns)
    {
        Active--;
        Change(ns, space => space.Active--);
    }

    /// <summary>The job that may start next; null if no slot is free or nobody may have it.</summary>
    public Candidate? Next()
    {
        if (limits.MaxActive > 0 && Active >= limits.MaxActive)
        {
            return null;
        }

        for (var priority = Priorities - 1; priority >= 0; priority--)
        {
            if (_lanes[priority].Count > 0)
            {
                return _lanes[priority].Min.First;
            }
        }

        return null;
    }

    /// <summary>The limit that keeps the jobs of a namespace waiting, for their status.</summary>
    public string Limit(string ns) =>
        _spaces.TryGetValue(ns, out var space) && IsFull(space)
            ? $"The limit of active jobs of a namespace is reached (scheduling.maxActivePerNamespace: {limits.MaxActivePerNamespace})."
            : $"The limit of active jobs is reached (scheduling.maxActive: {limits.MaxActive}).";

    private bool IsFull(Space space) =>
        limits.MaxActivePerNamespace > 0 && space.Active >= limits.MaxActivePerNamespace;

    /// <summary>Changes a namespace and keeps the lanes in order.</summary>
    private void Change(string ns, Action<Space> change)
    {
        if (!_spaces.TryGetValue(ns, out var space))
        {
            _spaces[ns] = space = new Space();
        }

        foreach (var (priority, lane) in space.Lanes)
        {
            _lanes[priority].Remove(lane);
        }

        space.Lanes.Clear();
        change(space);
        var isEmpty = space.Active == 0;
        for (var priority = 0; priority < Priorities; priority++)
        {
            if (space.Waiting((Priority)priority).Min is { } first)
            {
                isEmpty = false;
                if (!IsFull(space))
                {
                    var lane = new Lane(space.Active, first);
                    space.Lanes.Add((priority, lane));
                    _lanes[priority].Add(lane);
                }
            }
        }

        if (isEmpty)
        {
            _spaces.Remove(ns);
        }
    }

    private static int Compare(ObjectKey a, ObjectKey b) =>
        string.CompareOrdinal(a.Namespace, b.Namespace) is var order and not 0
            ? order
            : string.CompareOrdinal(a.Name, b.Name);

    /// <summary>The first waiting job of a namespace in one priority.</summary>
    private readonly record struct Lane(int Active, Candidate First) : IComparable<Lane>
    {
        public int CompareTo(Lane other) =>
            Active.CompareTo(other.Active) is var order and not 0 ? order : ByAge.Compare(First, other.First);
    }

    private sealed class Space
    {
        private readonly SortedSet<Candidate>[] _waiting =
        [
            .. Enumerable.Range(0, Priorities).Select(_ => new SortedSet<Candidate>(ByAge)),
        ];

        public int Active { get; set; }

        /// <summary>What the table's lanes hold of this namespace.</summary>
        public List<(int Priority, Lane Lane)> Lanes { get; } = [];

        public SortedSet<Candidate> Waiting(Priority priority) => _waiting[(int)priority];
    }
}
