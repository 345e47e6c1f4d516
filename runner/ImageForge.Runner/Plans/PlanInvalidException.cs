namespace ImageForge.Runner.Plans;

/// <summary>A plan that no attempt can carry out; the message names what must change.</summary>
internal sealed class PlanInvalidException(string message) : Exception(message);
