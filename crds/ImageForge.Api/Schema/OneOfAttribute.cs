namespace ImageForge.Api.Schema;

/// <summary>The only values an integer may have.</summary>
/// <param name="values">Those values.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OneOfAttribute(params int[] values) : Attribute
{
    /// <summary>The allowed values.</summary>
    public IReadOnlyList<int> Values { get; } = values;
}
