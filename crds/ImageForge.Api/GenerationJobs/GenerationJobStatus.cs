using ImageForge.Api.Common;
using k8s.Models;

namespace ImageForge.Api.GenerationJobs;

/// <summary>Observed state of a GenerationJob.</summary>
public sealed record GenerationJobStatus
{
    /// <summary>Generation of the spec that this status is based on; -1 before the first reconcile.</summary>
    public long? ObservedGeneration { get; init; }

    /// <summary>State of the job.</summary>
    public JobState? State { get; init; }

    /// <summary>
    /// Conditions, such as Ready, Reconciling, Stalled, Accepted, StoreReachable, QueueAdmitted and
    /// CacheHit.
    /// </summary>
    [List(16, Keys = "type")]
    public IReadOnlyList<V1Condition>? Conditions { get; init; }

    /// <summary>Progress of the run.</summary>
    public ProgressStatus? Progress { get; init; }

    /// <summary>Completed and total variants, such as "2/4".</summary>
    [Text(16)]
    public string? Images { get; init; }

    /// <summary>
    /// Number of the current, next or last attempt, from 1. A run disrupted by an eviction is repeated with the
    /// same number.
    /// </summary>
    [Number(0)]
    public int? Attempt { get; init; }

    /// <summary>
    /// Digest of everything that affects pixels, as "sha256:" and 64 hexadecimal digits. Jobs with the same digest produce
    /// the same images.
    /// </summary>
    [Text(71)]
    public string? PlanHash { get; init; }

    /// <summary>Digest of the AtmosphereProfile as it was when the job was planned.</summary>
    [Text(71)]
    public string? ProfileHash { get; init; }

    /// <summary>Key of the place, time window and scores, if compose.vibe is set.</summary>
    [Text(253)]
    public string? VibeKey { get; init; }

    /// <summary>Seed of the first variant.</summary>
    [Number(0)]
    public long? Seed { get; init; }

    /// <summary>The prompt that was used, after enhancement and with the words of the atmosphere.</summary>
    [Text(16384)]
    public string? EffectivePrompt { get; init; }

    /// <summary>Kueue LocalQueue of the Job.</summary>
    [Text(253)]
    public string? QueueName { get; init; }

    /// <summary>Name of the batch/v1 Job.</summary>
    [Text(63)]
    public string? JobName { get; init; }

    /// <summary>Cache result.</summary>
    public CacheStatus? Cache { get; init; }

    /// <summary>Cost in cents.</summary>
    public CostStatus? Cost { get; init; }

    /// <summary>Device the model of a local back end ran on.</summary>
    public DeviceStatus? Device { get; init; }

    /// <summary>The stored images.</summary>
    [List(16)]
    public IReadOnlyList<ArtifactStatus>? Artifacts { get; init; }

    /// <summary>Key of the primary image.</summary>
    [Text(1024)]
    public string? PrimaryArtifact { get; init; }

    /// <summary>The manifest with everything needed to reproduce the images.</summary>
    public StoredObject? Manifest { get; init; }

    /// <summary>Boxes of the placed assets, if compose.hitboxes is Status. The manifest has all of them.</summary>
    [List(64)]
    public IReadOnlyList<HitboxStatus>? Hitboxes { get; init; }

    /// <summary>Start of the first run.</summary>
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>End of the job.</summary>
    public DateTimeOffset? CompletionTime { get; init; }
}
