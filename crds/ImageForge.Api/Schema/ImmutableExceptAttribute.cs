namespace ImageForge.Api.Schema;

/// <summary>Forbids changes of a record's properties once the object exists.</summary>
/// <param name="mutable">JSON names of the properties that may still change.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ImmutableExceptAttribute(params string[] mutable) : Attribute
{
    /// <summary>JSON names of the properties that may still change.</summary>
    public IReadOnlyList<string> Mutable { get; } = mutable;
}
