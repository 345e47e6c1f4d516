namespace ImageForge.Planning;

/// <summary>An event about the object that was decided about.</summary>
/// <param name="Warning">Whether somebody should look at it.</param>
/// <param name="Reason">One word for programs.</param>
/// <param name="Note">A sentence for people.</param>
public sealed record PlannedEvent(bool Warning, string Reason, string Note);
