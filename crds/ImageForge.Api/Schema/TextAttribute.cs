namespace ImageForge.Api.Schema;

/// <summary>Limits of a string, or of each string in a list or map.</summary>
/// <param name="maxLength">Longest value in characters.</param>
/// <param name="minLength">Shortest value in characters.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public class TextAttribute(int maxLength, int minLength = 0) : Attribute
{
    /// <summary>Longest value in characters.</summary>
    public int MaxLength { get; } = maxLength;

    /// <summary>Shortest value in characters.</summary>
    public int MinLength { get; } = minLength;

    /// <summary>Regular expression (RE2) that values match.</summary>
    public string? Pattern { get; init; }
}
