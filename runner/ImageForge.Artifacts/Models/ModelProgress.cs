using System.Globalization;

namespace ImageForge.Artifacts.Models;

/// <summary>How far a model is.</summary>
/// <param name="Step">What is being done.</param>
/// <param name="Done">Bytes that are there, those of an earlier attempt included.</param>
/// <param name="Total">Bytes in all; 0 while that is not known.</param>
/// <param name="BytesPerSecond">Mean since this attempt began; null where it says nothing.</param>
public sealed record ModelProgress(ModelStep Step, long Done, long Total, double? BytesPerSecond = null)
{
    /// <summary>Share that is done, 0 to 1.</summary>
    public double Share => Total > 0 ? Math.Clamp((double)Done / Total, 0, 1) : 0;

    /// <summary>One line for people, such as <c>Downloading model 1.2 of 3.4 GB (85 MB/s)</c>.</summary>
    public string Message =>
        Step switch
        {
            ModelStep.Listing => "Listing model",
            ModelStep.Waiting => $"Waiting for another runner that downloads the model{Amount(": ")}",
            ModelStep.Downloading => $"Downloading model{Amount(" ")}{Speed}",
            _ => $"Reading model{Amount(" ")}{Speed}",
        };

    private string Speed => BytesPerSecond is { } speed ? $" ({ByteCount.Text((long)speed)}/s)" : "";

    private string Amount(string separator) => Total > 0 ? separator + ByteCount.Text(Done, Total) : "";
}

/// <summary>What is being done to have a model.</summary>
public enum ModelStep
{
    /// <summary>Its files are listed.</summary>
    Listing,

    /// <summary>Another runner on this node downloads it; the figures are that runner's.</summary>
    Waiting,

    /// <summary>It is downloaded.</summary>
    Downloading,

    /// <summary>It is read where it lies, for its digest.</summary>
    Reading,
}

/// <summary>Adds up what several transfers move, and reports it a few times a second.</summary>
internal sealed class TransferMeter(ModelStep step, long total, IProgress<ModelProgress> progress, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private readonly Lock _gate = new();
    private readonly long _began = time.GetTimestamp();
    private long _reported;
    private long _there;
    private long _moved;

    /// <summary>Bytes moved by this attempt.</summary>
    public long Moved => Interlocked.Read(ref _moved);

    /// <summary>Bytes were there before; fewer, where something turned out to be of no use.</summary>
    public void Found(long bytes) => Add(bytes, ref _there);

    /// <summary>Bytes came.</summary>
    public void Move(long bytes) => Add(bytes, ref _moved);

    private void Add(long bytes, ref long sum)
    {
        // The lock keeps reports in order.
        lock (_gate)
        {
            sum += bytes;
            var now = time.GetTimestamp();
            var done = _there + _moved;
            if (done < total && _reported != 0 && time.GetElapsedTime(_reported, now) < Interval)
            {
                return;
            }

            _reported = now;
            var seconds = time.GetElapsedTime(_began, now).TotalSeconds;
            progress.Report(new(step, done, total, seconds > 0 && _moved > 0 ? _moved / seconds : null));
        }
    }
}

/// <summary>Words amounts of bytes for people, in powers of 1000.</summary>
internal static class ByteCount
{
    private static readonly string[] Units = ["bytes", "kB", "MB", "GB", "TB"];

    /// <summary>An amount in the largest unit that it has one of.</summary>
    public static string Text(long bytes) => $"{Number(bytes, UnitOf(bytes))} {Units[UnitOf(bytes)]}";

    /// <summary>A part of an amount, both in the amount's unit.</summary>
    public static string Text(long part, long whole) =>
        $"{Number(part, UnitOf(whole))} of {Number(whole, UnitOf(whole))} {Units[UnitOf(whole)]}";

    private static int UnitOf(long bytes)
    {
        var unit = 0;
        for (double left = bytes; left >= 1000 && unit < Units.Length - 1; left /= 1000)
        {
            unit++;
        }

        return unit;
    }

    private static string Number(long bytes, int unit) =>
        (bytes / Math.Pow(1000, unit)).ToString(unit == 0 ? "0" : "0.0", CultureInfo.InvariantCulture);
}
