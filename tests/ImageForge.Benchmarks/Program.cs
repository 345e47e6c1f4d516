using ImageForge.Benchmarks;
using ImageForge.Benchmarks.Measuring;
using ImageForge.Benchmarks.Subjects;

// Bounds are reported, not enforced: a busy machine is no failure. What cannot be measured is one.
Subject[] subjects =
[
    new("dev-start", DevStart.MeasureAsync),
    new("cli-start", CliStart.MeasureAsync),
    new("job-latency", JobLatency.MeasureAsync),
    new("runner-start", RunnerStart.MeasureAsync),
    new("operator-at-rest", OperatorAtRest.MeasureAsync),
    new("failover", Failover.MeasureAsync),
    // First of those that fill the pools of this process: what they hold counts.
    new("layer-memory", LayerMemory.MeasureAsync),
    new("diffusion", Diffusion.MeasureAsync),
    new("asset-strategy", AssetStrategy.MeasureAsync),
    new("composition", Composition.MeasureAsync),
    new("resize", Resizing.MeasureAsync),
    new("codecs", FileCodecs.MeasureAsync),
    new("tokenizer", Tokenizer.MeasureAsync),
    new("style-network", StyleNetwork.MeasureAsync),
];
try
{
    var machine = Machine.Describe();
    List<Measurement> measurements = [];
    foreach (var subject in Selected(args))
    {
        measurements.AddRange(await subject.MeasureAsync());
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

IEnumerable<Subject> Selected(string[] names) =>
    names.Length == 0
        ? subjects
        : names.Select(name =>
            subjects.FirstOrDefault(s => s.Name == name)
            ?? throw new BenchmarkException(
                $"there is no subject '{name}'; there are {string.Join(", ", subjects.Select(s => s.Name))}"
            )
        );
