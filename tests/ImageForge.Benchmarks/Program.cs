using ImageForge.Benchmarks;
using ImageForge.Benchmarks.Measuring;
using ImageForge.Benchmarks.Subjects;

// Bounds are reported, not enforced: a busy machine is no failure. What cannot be measured is one.
try
{
    var machine = Machine.Describe();
    List<Measurement> measurements = [];
    foreach (
        var measure in (Func<Task<IReadOnlyList<Measurement>>>[])
            [DevStart.MeasureAsync, JobLatency.MeasureAsync, RunnerStart.MeasureAsync, OperatorAtRest.MeasureAsync, Failover.MeasureAsync]
    )
    {
        measurements.AddRange(await measure());
    }

    Report.Write(measurements, Console.Out);
    Console.WriteLine();
    Console.WriteLine(machine);
    return 0;
}
catch (BenchmarkException e)
{
    await Console.Error.WriteLineAsync($"bench: {e.Message}");
    return 1;
}
