namespace ImageForge.Planning.Resolving;

/// <summary>A validation error.</summary>
/// <param name="Reason">CamelCase reason.</param>
/// <param name="Message">Message with the field and what to change.</param>
internal sealed record Problem(string Reason, string Message);
