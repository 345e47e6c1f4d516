using System.Numerics;

namespace ImageForge.Inference.Tokenizing;

/// <summary>
/// The merges by their two symbols. Looked into more often than anything else while encoding, so that a pair's slot is one
/// memory access away, which it is not in a dictionary.
/// </summary>
internal sealed class MergeTable
{
    private const ulong Spread = 0x9E3779B97F4A7C15;
    private const ulong Free = ulong.MaxValue;

    private readonly Slot[] _slots;
    private readonly int _shift;

    /// <param name="merges">What becomes of which two; of those that come twice the last counts.</param>
    public MergeTable(IReadOnlyCollection<(int Left, int Right, Merge Merge)> merges)
    {
        int size = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(merges.Count, 1) * 2);
        _shift = 64 - BitOperations.Log2((uint)size);
        _slots = new Slot[size];
        Array.Fill(_slots, new Slot(Free, Merge.None));
        foreach ((int left, int right, Merge merge) in merges)
        {
            ulong key = Key(left, right);
            _slots[Find(key)] = new Slot(key, merge);
        }
    }

    /// <summary>What becomes of two neighbours.</summary>
    public Merge Of(int left, int right) => _slots[Find(Key(left, right))].Merge;

    private static ulong Key(int left, int right) => ((ulong)(uint)left << 32) | (uint)right;

    /// <summary>The slot of a key, or the free one where it would be.</summary>
    private int Find(ulong key)
    {
        int at = (int)((key * Spread) >> _shift);
        while (_slots[at].Key != key && _slots[at].Key != Free)
        {
            at = (at + 1) & (_slots.Length - 1);
        }

        return at;
    }

    private readonly record struct Slot(ulong Key, Merge Merge);
}

/// <summary>What becomes of two neighbouring symbols.</summary>
/// <param name="Rank">The earlier it was learnt, the lower.</param>
/// <param name="Id">The symbol that both become.</param>
internal readonly record struct Merge(int Rank, int Id)
{
    /// <summary>Comes after all ranks.</summary>
    public const int NoRank = int.MaxValue;

    /// <summary>They stay two.</summary>
    public static Merge None { get; } = new(NoRank, -1);
}

/// <summary>
/// Numbers, the least first. Those that are known at the beginning are sorted at once, which is far cheaper than a heap of them
/// all; those that come later are kept in one.
/// </summary>
internal sealed class MergeQueue
{
    private readonly long[] _sorted;
    private long[] _heap = new long[64];
    private int _count;
    private int _taken;

    /// <param name="known">Those known at the beginning.</param>
    public MergeQueue(long[] known)
    {
        Array.Sort(known);
        _sorted = known;
    }

    public void Add(long value)
    {
        if (_count == _heap.Length)
        {
            Array.Resize(ref _heap, 2 * _count);
        }

        int at = _count++;
        while (at > 0 && _heap[(at - 1) / 2] > value)
        {
            _heap[at] = _heap[(at - 1) / 2];
            at = (at - 1) / 2;
        }

        _heap[at] = value;
    }

    public bool TryTake(out long least)
    {
        bool hasSorted = _taken < _sorted.Length;
        if (_count > 0 && (!hasSorted || _heap[0] < _sorted[_taken]))
        {
            least = TakeFromHeap();
            return true;
        }

        least = hasSorted ? _sorted[_taken++] : 0;
        return hasSorted;
    }

    private long TakeFromHeap()
    {
        long least = _heap[0];
        long last = _heap[--_count];
        int at = 0;
        for (int child = 1; child < _count; child = (2 * at) + 1)
        {
            if (child + 1 < _count && _heap[child + 1] < _heap[child])
            {
                child++;
            }

            if (_heap[child] >= last)
            {
                break;
            }

            _heap[at] = _heap[child];
            at = child;
        }

        _heap[at] = last;
        return least;
    }
}
