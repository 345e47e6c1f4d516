using ImageForge.Api;

namespace ImageForge.Planning.Resolving;

/// <summary>A field, or one of its values, that the schema has and this version does not carry out.</summary>
/// <param name="Path">The field below <c>spec</c>.</param>
/// <param name="IsSet">Whether a spec asks for it.</param>
/// <param name="Remedy">What the user can do instead.</param>
internal sealed record UnsupportedField<TSpec>(string Path, Func<TSpec, bool> IsSet, string Remedy)
{
    /// <summary>Refuses the field.</summary>
    /// <param name="owner">Whose spec it is in, as in " of the AtmosphereProfile"; empty for the object itself.</param>
    public Problem Refusal(string owner = "") =>
        new(Reasons.NotSupported, $"spec.{Path}{owner} is not carried out by this version: {Remedy}.");
}
