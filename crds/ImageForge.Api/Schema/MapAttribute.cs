namespace ImageForge.Api.Schema;

/// <summary>Limits of a map with string keys.</summary>
/// <param name="maxProperties">Most entries.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class MapAttribute(int maxProperties) : Attribute
{
    /// <summary>Most entries.</summary>
    public int MaxProperties { get; } = maxProperties;
}
