namespace ImageForge.Imaging.Pixels;

/// <summary>
/// Runs a kernel over bands of rows. Bands have a fixed height whatever the number of threads, and no band reads what
/// another writes, so the bytes are the same on one core and on many.
/// </summary>
internal sealed class RowParallel(int threads, CancellationToken cancellation)
{
    private const int BandHeight = 32;

    public int Threads { get; } = Math.Max(1, threads);

    public CancellationToken Cancellation => cancellation;

    public void For(int from, int to, Action<int, int> band)
    {
        cancellation.ThrowIfCancellationRequested();
        int bands = (to - from + BandHeight - 1) / BandHeight;
        if (Threads == 1 || bands < 4)
        {
            if (to > from)
            {
                band(from, to);
            }

            return;
        }

        Parallel.For(
            0,
            bands,
            new ParallelOptions { MaxDegreeOfParallelism = Threads, CancellationToken = cancellation },
            index =>
            {
                int start = from + (index * BandHeight);
                band(start, Math.Min(start + BandHeight, to));
            }
        );
    }

    /// <summary>Runs a kernel for each of a number of parts that have nothing to do with each other.</summary>
    public void Each(int count, Action<int> part)
    {
        cancellation.ThrowIfCancellationRequested();
        if (Threads == 1 || count == 1)
        {
            for (int i = 0; i < count; i++)
            {
                part(i);
            }

            return;
        }

        Parallel.For(
            0,
            count,
            new ParallelOptions { MaxDegreeOfParallelism = Threads, CancellationToken = cancellation },
            part
        );
    }
}
