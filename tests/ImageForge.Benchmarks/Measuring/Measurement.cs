namespace ImageForge.Benchmarks.Measuring;

/// <summary>One row of the table.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Unit">What the samples count.</param>
/// <param name="Samples">At least one.</param>
/// <param name="Bound">The median must stay below it; of writes, none is allowed at 0. Infinite where there is none.</param>
internal sealed record Measurement(string Name, Unit Unit, IReadOnlyList<double> Samples, double Bound)
{
    public double Median
    {
        get
        {
            var sorted = Samples.Order().ToList();
            return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
        }
    }

    public bool IsMet => Unit == Unit.Writes ? Samples.Max() <= Bound : Median < Bound;
}
