namespace ImageForge.Runner.Plans;

/// <summary>The plan is invalid and not retried; the message names what must change.</summary>
internal sealed class PlanInvalidException(string message) : Exception(message);
