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
