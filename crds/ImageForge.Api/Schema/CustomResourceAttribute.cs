namespace ImageForge.Api.Schema;

/// <summary>Marks a record as a custom resource and gives its names.</summary>
/// <param name="plural">Lower-case plural, as in the URL.</param>
/// <param name="shortNames">Short names for kubectl.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class CustomResourceAttribute(string plural, params string[] shortNames) : Attribute
{
    /// <summary>Lower-case plural, as in the URL.</summary>
    public string Plural { get; } = plural;

    /// <summary>Short names for kubectl.</summary>
    public IReadOnlyList<string> ShortNames { get; } = shortNames;
}

/// <summary>A column of <c>kubectl get</c>, in the order of declaration.</summary>
/// <param name="name">Heading.</param>
/// <param name="jsonPath">Where the value is, such as <c>.status.state</c>.</param>
/// <param name="type"><c>string</c>, <c>integer</c>, <c>boolean</c> or <c>date</c>.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class PrinterColumnAttribute(string name, string jsonPath, string type = "string") : Attribute
{
    /// <summary>Heading.</summary>
    public string Name { get; } = name;

    /// <summary>Where the value is.</summary>
    public string JsonPath { get; } = jsonPath;

    /// <summary><c>string</c>, <c>integer</c>, <c>boolean</c> or <c>date</c>.</summary>
    public string Type { get; } = type;

    /// <summary>What the column says.</summary>
    public required string Description { get; init; }

    /// <summary>True shows the column with <c>-o wide</c> only.</summary>
    public bool Wide { get; init; }
}

/// <summary>Forbids changes of a record's properties once the object exists.</summary>
/// <param name="mutable">JSON names of the properties that may still change.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ImmutableExceptAttribute(params string[] mutable) : Attribute
{
    /// <summary>JSON names of the properties that may still change.</summary>
    public IReadOnlyList<string> Mutable { get; } = mutable;
}
