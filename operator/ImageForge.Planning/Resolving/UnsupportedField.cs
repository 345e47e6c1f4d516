using ImageForge.Api.GenerationJobs;

namespace ImageForge.Planning.Resolving;

/// <summary>A field, or one of its values, that the schema has and this version does not carry out.</summary>
/// <param name="Path">The field below <c>spec</c>.</param>
/// <param name="Asked">Whether a spec asks for it.</param>
/// <param name="Remedy">What the user can do instead.</param>
internal sealed record UnsupportedField(string Path, Func<GenerationJobSpec, bool> Asked, string Remedy);
