using System.Text.Json.Serialization;

namespace ImageForge.Api.Common;

/// <summary>An amount of a resource, such as <c>500m</c>, <c>2</c> or <c>8Gi</c>, as Kubernetes writes it.</summary>
/// <param name="Value">The amount as text.</param>
[JsonConverter(typeof(QuantityConverter))]
public readonly record struct Quantity(string Value)
{
    /// <summary>
    /// Pattern of a quantity string: not negative, and with an exponent of at most two digits, since larger ones keep
    /// an API server busy for minutes.
    /// </summary>
    public const string Format = "^\\+?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]{1,2})?$";

    /// <inheritdoc/>
    public override string ToString() => Value;
}
