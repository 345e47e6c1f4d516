namespace ImageForge.Benchmarks.Measuring;

/// <summary>What the samples of a measurement count.</summary>
internal enum Unit
{
    Milliseconds,
    Megabytes,
    Writes,

    /// <summary>One time divided by another.</summary>
    Ratio,
    Kilobytes,
    Percent,
}
