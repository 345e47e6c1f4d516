namespace ImageForge.Inference.Tokenizing;

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
