namespace ImageForge.Artifacts.Models;

/// <summary>Adds up what several transfers move, and reports it a few times a second.</summary>
internal sealed class TransferMeter(ModelStep step, long total, IProgress<ModelProgress> progress, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private readonly Lock gate = new();
    private readonly long began = time.GetTimestamp();
    private long reported;
    private long there;
    private long moved;

    /// <summary>Bytes moved by this attempt.</summary>
    public long Moved => Interlocked.Read(ref moved);

    /// <summary>Bytes were there before; fewer, where something turned out to be of no use.</summary>
    public void Found(long bytes) => Add(bytes, ref there);

    /// <summary>Bytes came.</summary>
    public void Move(long bytes) => Add(bytes, ref moved);

    private void Add(long bytes, ref long sum)
    {
        // The lock keeps reports in order for whoever listens.
        lock (gate)
        {
            sum += bytes;
            var now = time.GetTimestamp();
            var done = there + moved;
            if (done < total && reported != 0 && time.GetElapsedTime(reported, now) < Interval)
            {
                return;
            }

            reported = now;
            var seconds = time.GetElapsedTime(began, now).TotalSeconds;
            progress.Report(new(step, done, total, seconds > 0 && moved > 0 ? moved / seconds : null));
        }
    }
}
