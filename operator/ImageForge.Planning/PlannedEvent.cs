namespace ImageForge.Planning;

/// <summary>An event to record for the reconciled object.</summary>
/// <param name="Warning">Warning instead of Normal.</param>
/// <param name="Reason">CamelCase reason.</param>
/// <param name="Note">Human-readable note.</param>
public sealed record PlannedEvent(bool Warning, string Reason, string Note);
