namespace ImageForge.Api.Schema;

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
