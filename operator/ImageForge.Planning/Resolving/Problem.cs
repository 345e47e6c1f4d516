namespace ImageForge.Planning.Resolving;

/// <summary>Why a spec cannot be carried out.</summary>
/// <param name="Reason">One word for programs.</param>
/// <param name="Message">A sentence that names the field and what to change.</param>
internal sealed record Problem(string Reason, string Message);
