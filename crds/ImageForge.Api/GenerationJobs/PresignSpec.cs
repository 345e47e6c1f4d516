using ImageForge.Api.Schema;

namespace ImageForge.Api.GenerationJobs;

/// <summary>Addresses that give access for a while.</summary>
/// <param name="Ttl">How long they are valid.</param>
public sealed record PresignSpec([Duration] string Ttl = "1h");
