namespace ImageForge.Api.CrdWriter;

/// <summary>The only values a string of Kubernetes' own types may have.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class TextOneOfAttribute(params string[] values) : Attribute
{
    /// <summary>The allowed values.</summary>
    public IReadOnlyList<string> Values { get; } = values;
}
