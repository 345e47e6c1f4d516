namespace ImageForge.Model;

/// <summary>Limits of a number that need not be whole; both are allowed values.</summary>
/// <param name="minimum">Smallest value.</param>
/// <param name="maximum">Largest value.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class DecimalAttribute(double minimum, double maximum) : Attribute
{
    /// <summary>Smallest value.</summary>
    public double Minimum { get; } = minimum;

    /// <summary>Largest value.</summary>
    public double Maximum { get; } = maximum;
}

/// <summary>A default that the API server fills in for an absent object.</summary>
/// <param name="json">The value as JSON.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DefaultAttribute(string json) : Attribute
{
    /// <summary>The value as JSON.</summary>
    public string Json { get; } = json;
}

/// <summary>A span of time such as <c>720h</c> or <c>1h30m</c>.</summary>
public sealed class DurationAttribute : TextAttribute
{
    /// <summary>Pattern of a duration; also of an empty text, which the minimum length excludes.</summary>
    public const string Format = "^([0-9]{1,6}h)?([0-9]{1,6}m)?([0-9]{1,6}s)?$";

    /// <summary>Hours, minutes and seconds, the larger unit first.</summary>
    public DurationAttribute()
        : base(20, 2) => Pattern = Format;
}

/// <summary>A short identifier: a category, a tag or a zone.</summary>
public sealed class IdentifierAttribute : TextAttribute
{
    /// <summary>At most 63 characters.</summary>
    public IdentifierAttribute()
        : base(63, 1) => Pattern = "^[a-z0-9]([-_a-z0-9]*[a-z0-9])?$";
}

/// <summary>Limits of a list and how server-side apply merges it.</summary>
/// <param name="maxItems">Most items.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ListAttribute(int maxItems) : Attribute
{
    /// <summary>Most items.</summary>
    public int MaxItems { get; } = maxItems;

    /// <summary>Fewest items.</summary>
    public int MinItems { get; init; }

    /// <summary>True for a set of distinct scalars.</summary>
    public bool Set { get; init; }

    /// <summary>JSON names of the properties that identify an item, separated by commas; merges item by item.</summary>
    public string? Keys { get; init; }
}

/// <summary>Limits of a map with string keys.</summary>
/// <param name="maxProperties">Most entries.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class MapAttribute(int maxProperties) : Attribute
{
    /// <summary>Most entries.</summary>
    public int MaxProperties { get; } = maxProperties;
}

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

/// <summary>The only values an integer may have.</summary>
/// <param name="values">Those values.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OneOfAttribute(params int[] values) : Attribute
{
    /// <summary>The allowed values.</summary>
    public IReadOnlyList<int> Values { get; } = values;
}

/// <summary>The name of a Kubernetes object (DNS-1123 subdomain).</summary>
public sealed class ResourceNameAttribute : TextAttribute
{
    /// <summary>At most 253 characters.</summary>
    public ResourceNameAttribute()
        : base(253, 1) => Pattern = "^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$";
}

/// <summary>A validation rule in the Common Expression Language, evaluated by the API server.</summary>
/// <param name="expression">True for valid values; <c>self</c> is the value, <c>oldSelf</c> the stored one.</param>
/// <param name="message">Error message if it is false.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Property | AttributeTargets.Parameter, AllowMultiple = true)]
public sealed class RuleAttribute(string expression, string message) : Attribute
{
    /// <summary>True for valid values.</summary>
    public string Expression { get; } = expression;

    /// <summary>Error message if it is false.</summary>
    public string Message { get; } = message;

    /// <summary>Field of the error, relative to the rule, such as <c>.text</c>.</summary>
    public string? FieldPath { get; init; }
}

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
