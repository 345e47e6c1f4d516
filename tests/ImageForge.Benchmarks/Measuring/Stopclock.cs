using System.Diagnostics;

namespace ImageForge.Benchmarks.Measuring;

/// <summary>Times work in this process, after warming it up.</summary>
internal static class Stopclock
{
    /// <summary>Milliseconds of each run.</summary>
    public static IReadOnlyList<double> Time(int runs, Action work)
    {
        // The compiler's second look comes after thirty calls, in the background.
        for (var i = 0; i < Math.Max(5, runs / 3); i++)
        {
            work();
        }

        var samples = new double[runs];
        for (var i = 0; i < runs; i++)
        {
            var start = Stopwatch.GetTimestamp();
            work();
            samples[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        return samples;
    }

    /// <summary>Milliseconds of one run.</summary>
    public static IReadOnlyList<double> Once(Action work)
    {
        var start = Stopwatch.GetTimestamp();
        work();
        return [Stopwatch.GetElapsedTime(start).TotalMilliseconds];
    }

    /// <summary>Kilobytes (of 1000) that one run allocates on all threads, once it is warm.</summary>
    public static double Allocated(Action work)
    {
        work();
        var before = GC.GetTotalAllocatedBytes(precise: true);
        work();
        return (GC.GetTotalAllocatedBytes(precise: true) - before) / 1e3;
    }
}
