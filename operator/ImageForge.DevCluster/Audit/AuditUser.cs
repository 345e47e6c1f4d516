namespace ImageForge.DevCluster.Audit;

/// <summary>Who made a request.</summary>
internal sealed record AuditUser(string Username, IReadOnlyList<string> Groups);
