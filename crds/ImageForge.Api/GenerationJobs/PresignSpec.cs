namespace ImageForge.Api.GenerationJobs;

/// <summary>Presigned URLs.</summary>
/// <param name="Ttl">How long the URLs are valid.</param>
public sealed record PresignSpec([Duration] string Ttl = "1h");
