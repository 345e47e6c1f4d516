namespace ImageForge.Benchmarks.Measuring;

/// <summary>The table that is printed.</summary>
internal static class Report
{
    public static void Write(IReadOnlyList<Measurement> measurements, TextWriter output)
    {
        var width = measurements.Select(m => m.Name.Length).DefaultIfEmpty().Max();
        output.WriteLine($"{"".PadRight(width)} {"median", 10} {"min", 10} {"max", 10} {"n", 4} {"bound", 12}");
        foreach (var m in measurements)
        {
            output.WriteLine(
                $"{m.Name.PadRight(width)} {Text(m.Median, m.Unit), 10} {Text(m.Samples.Min(), m.Unit), 10} "
                    + $"{Text(m.Samples.Max(), m.Unit), 10} {m.Samples.Count, 4} {Bound(m), 12}  "
                    + (
                        double.IsInfinity(m.Bound) ? ""
                        : m.IsMet ? "met"
                        : "not met"
                    )
            );
        }
    }

    private static string Bound(Measurement m) =>
        double.IsInfinity(m.Bound) ? "" : (m.Unit == Unit.Writes ? "= " : "< ") + Text(m.Bound, m.Unit);

    private static string Text(double value, Unit unit) =>
        unit switch
        {
            Unit.Milliseconds when value < 100 => $"{value:0.0} ms",
            Unit.Milliseconds => $"{value:0} ms",
            Unit.Megabytes => $"{value:0.0} MB",
            Unit.Writes => $"{value:0}",
            Unit.Ratio => $"{value:0.00}",
            Unit.Kilobytes => $"{value:0} kB",
            Unit.Percent => $"{value:0} %",
            _ => throw new ArgumentOutOfRangeException(nameof(unit), unit, null),
        };
}
