namespace ImageForge.Api.Schema;

/// <summary>
/// A decimal fraction written as a string, since Kubernetes keeps floating-point numbers out of specs.
/// </summary>
/// <param name="minimum">Smallest value.</param>
/// <param name="maximum">Largest value.</param>
public sealed class DecimalAttribute(double minimum, double maximum) : TextAttribute(12, 1)
{
    /// <summary>
    /// What every decimal looks like; the range is checked on its own, so that the message can name it.
    /// </summary>
    public const string Format = "^-?[0-9]{1,5}(\\.[0-9]{1,5})?$";

    /// <summary>Smallest value.</summary>
    public double Minimum { get; } = minimum;

    /// <summary>Largest value.</summary>
    public double Maximum { get; } = maximum;
}
