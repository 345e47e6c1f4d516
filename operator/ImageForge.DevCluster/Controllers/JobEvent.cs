namespace ImageForge.DevCluster.Controllers;

/// <summary>An event that a decision wants recorded of the job.</summary>
internal sealed record JobEvent(string Type, string Reason, string Message);
