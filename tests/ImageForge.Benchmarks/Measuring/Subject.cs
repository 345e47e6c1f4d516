namespace ImageForge.Benchmarks.Measuring;

/// <summary>Something that can be measured by itself.</summary>
/// <param name="Name">What selects it.</param>
/// <param name="MeasureAsync">Measures it.</param>
internal sealed record Subject(string Name, Func<Task<IReadOnlyList<Measurement>>> MeasureAsync);
