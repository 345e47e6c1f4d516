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
