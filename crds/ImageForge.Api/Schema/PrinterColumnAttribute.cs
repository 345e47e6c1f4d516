namespace ImageForge.Api.Schema;

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
