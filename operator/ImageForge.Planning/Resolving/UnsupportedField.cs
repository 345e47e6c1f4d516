using ImageForge.Api;

namespace ImageForge.Planning.Resolving;

/// <summary>A field, or a value of it, that is in the schema but not supported in this version.</summary>
/// <param name="Path">The field below <c>spec</c>.</param>
/// <param name="IsSet">Whether a spec uses it.</param>
/// <param name="Remedy">What the user can do instead.</param>
internal sealed record UnsupportedField<TSpec>(string Path, Func<TSpec, bool> IsSet, string Remedy)
{
    /// <summary>The error for this field.</summary>
    /// <param name="owner">Whose spec it is in, as in " of the AtmosphereProfile"; empty for the object itself.</param>
    public Problem Refusal(string owner = "") =>
        new(Reasons.NotSupported, $"spec.{Path}{owner} is not supported in this version: {Remedy}.");
}
