namespace ImageForge.Api.Schema;

/// <summary>Limits of an integer.</summary>
/// <param name="minimum">Smallest value.</param>
/// <param name="maximum">Largest value.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class NumberAttribute(long minimum, long maximum = long.MaxValue) : Attribute
{
    /// <summary>Smallest value.</summary>
    public long Minimum { get; } = minimum;

    /// <summary>Largest value; unlimited when it is the largest 64-bit integer.</summary>
    public long Maximum { get; } = maximum;
}
