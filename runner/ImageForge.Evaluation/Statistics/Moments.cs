namespace ImageForge.Evaluation.Statistics;

/// <summary>Mean and population variance.</summary>
internal readonly record struct Moments(double Mean, double Variance)
{
    public static Moments Of(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values)
        {
            sum += value;
        }

        double mean = sum / values.Length;
        double squares = 0;
        foreach (double value in values)
        {
            squares += (value - mean) * (value - mean);
        }

        return new Moments(mean, squares / values.Length);
    }
}
