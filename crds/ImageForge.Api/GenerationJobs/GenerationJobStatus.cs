using ImageForge.Api.Common;
using ImageForge.Api.Core;
using ImageForge.Api.Schema;

namespace ImageForge.Api.GenerationJobs;

/// <summary>What has become of a GenerationJob.</summary>
public sealed record GenerationJobStatus
{
    /// <summary>The generation of the spec that this status describes; -1 before the operator has seen it.</summary>
    public long? ObservedGeneration { get; init; }

    /// <summary>Where the job stands, in one word.</summary>
    public JobState? State { get; init; }

    /// <summary>
    /// What is known, aspect by aspect: Ready, Reconciling, Stalled, Accepted, StoreReachable, QueueAdmitted, CacheHit
    /// and more.
    /// </summary>
    [List(16, Keys = "type")]
    public IReadOnlyList<Condition>? Conditions { get; init; }

    /// <summary>How far the run is.</summary>
    public ProgressStatus? Progress { get; init; }

    /// <summary>Variants done and wanted, such as "2/4".</summary>
    [Text(16)]
    public string? Images { get; init; }

    /// <summary>
    /// Number of the current, coming or last attempt, counted from 1. A run that an eviction disrupts is repeated under the
    /// same number.
    /// </summary>
    [Number(0)]
    public int? Attempt { get; init; }

    /// <summary>
    /// Digest of everything that changes pixels, as "sha256:" and 64 hexadecimal digits. Jobs with the same digest make
    /// the same images.
    /// </summary>
    [Text(71)]
    public string? PlanHash { get; init; }

    /// <summary>Digest of the AtmosphereProfile as it was when the job was planned.</summary>
    [Text(71)]
    public string? ProfileHash { get; init; }

    /// <summary>Key of the place, time window and scores, when compose.vibe is set.</summary>
    [Text(253)]
    public string? VibeKey { get; init; }

    /// <summary>Seed of the first variant.</summary>
    [Number(0)]
    public long? Seed { get; init; }

    /// <summary>The prompt that was used, after enhancement and with the words of the atmosphere.</summary>
    [Text(16384)]
    public string? EffectivePrompt { get; init; }

    /// <summary>Kueue LocalQueue that the Job was submitted to.</summary>
    [Text(253)]
    public string? QueueName { get; init; }

    /// <summary>Name of the batch/v1 Job that makes the images.</summary>
    [Text(63)]
    public string? JobName { get; init; }

    /// <summary>Whether and from where the images came from the cache.</summary>
    public CacheStatus? Cache { get; init; }

    /// <summary>Cost in cents.</summary>
    public CostStatus? Cost { get; init; }

    /// <summary>What the model of a local back end ran on, as the runner found out by running it.</summary>
    public DeviceStatus? Device { get; init; }

    /// <summary>The stored images.</summary>
    [List(16)]
    public IReadOnlyList<ArtifactStatus>? Artifacts { get; init; }

    /// <summary>Key of the primary image.</summary>
    [Text(1024)]
    public string? PrimaryArtifact { get; init; }

    /// <summary>The document that lists everything needed to make the images again.</summary>
    public StoredObject? Manifest { get; init; }

    /// <summary>Boxes of the placed assets, when compose.hitboxes is Status. The manifest has all of them.</summary>
    [List(64)]
    public IReadOnlyList<HitboxStatus>? Hitboxes { get; init; }

    /// <summary>When the first run began.</summary>
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>When the job ended.</summary>
    public DateTimeOffset? CompletionTime { get; init; }
}
