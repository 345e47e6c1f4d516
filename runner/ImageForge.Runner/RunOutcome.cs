using ImageForge.Contracts;
using ImageForge.Contracts.Results;

namespace ImageForge.Runner;

/// <summary>How a run ended.</summary>
/// <param name="ExitCode">The code that a runner's process ends with.</param>
/// <param name="Message">The result as an operator sees it: manifest and digests, or the error.</param>
/// <param name="Manifest">The stored manifest; null on failure.</param>
public sealed record RunOutcome(ExitCode ExitCode, TerminationMessage Message, Manifest? Manifest);
