namespace ImageForge.Contracts.Results;

/// <summary>Why a run ended without a result.</summary>
/// <param name="Reason">One of <see cref="RunErrorReason"/>.</param>
/// <param name="Message">Human-readable message; never a secret.</param>
public sealed record RunError(RunErrorReason Reason, string Message);
