namespace ImageForge.DevCluster.Audit;

/// <summary>How a request was answered, as an HTTP status.</summary>
internal sealed record AuditStatus(int Code);
