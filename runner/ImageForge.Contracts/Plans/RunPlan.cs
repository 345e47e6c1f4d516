using System.Text.Json.Serialization;

namespace ImageForge.Contracts.Plans;

/// <summary>The document that a runner is given: what to make, and where to put it.</summary>
public sealed record RunPlan
{
    /// <summary>The version of this document that operator and runner agree on.</summary>
    public const string CurrentVersion = "imageforge.dev/plan/v2";

    /// <summary>Always <see cref="CurrentVersion"/>; a runner refuses another.</summary>
    public string Version { get; init; } = CurrentVersion;

    /// <summary><c>sha256:</c> and 64 hex digits over the canonical JSON of <see cref="Work"/>: cache key and idempotency key.</summary>
    public required string PlanHash { get; init; }

    /// <summary>Everything that changes pixels, and nothing that does not.</summary>
    public required WorkPlan Work { get; init; }

    /// <summary>Who asked and where the results go; never part of the hash.</summary>
    public required DeliveryPlan Delivery { get; init; }

    /// <summary>Puts a plan together and computes its hash.</summary>
    public static RunPlan Create(WorkPlan work, DeliveryPlan delivery) =>
        new()
        {
            PlanHash = PlanHasher.Hash(work),
            Work = work,
            Delivery = delivery,
        };
}

/// <summary>What a run makes. The hierarchy is closed: pictures of a scene, or one sheet of pictures that exist.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "task")]
[JsonDerivedType(typeof(GenerateWork), "Generate")]
[JsonDerivedType(typeof(AssembleWork), "Assemble")]
public abstract record WorkPlan
{
    private protected WorkPlan() { }

    /// <summary>Width of every picture in pixels.</summary>
    public required int Width { get; init; }

    /// <summary>Height of every picture in pixels.</summary>
    public required int Height { get; init; }

    /// <summary>How pictures are encoded.</summary>
    public required OutputPlan Output { get; init; }
}

/// <summary>Composes, polishes and evaluates <see cref="Variants"/> pictures of one scene.</summary>
public sealed record GenerateWork : WorkPlan
{
    /// <summary>Seed of variant 0; variant i uses <c>Seed + i</c>.</summary>
    public required long Seed { get; init; }

    /// <summary>How many pictures, 1 to 10.</summary>
    public required int Variants { get; init; }

    /// <summary>The effective prompt; absent for scenes that are only composed.</summary>
    public PromptPlan? Prompt { get; init; }

    /// <summary>Where things are; absent: nothing is composed, and <see cref="Polish"/> renders from the prompt.</summary>
    public ComposePlan? Compose { get; init; }

    /// <summary>How the picture is rendered; absent: the composed picture is the result. One of the two is always there.</summary>
    public PolishPlan? Polish { get; init; }

    /// <summary>
    /// Skip: the picture is made without a background, layer or layer mask that cannot be read. Absent: the run fails.
    /// </summary>
    public MissingInputPolicy? OnMissingInput { get; init; }

    /// <summary>The scores to compute, in the order asked for; picture statistics are always computed.</summary>
    public IReadOnlyList<MetricName> Metrics { get; init; } = [];
}

/// <summary>Puts stored pictures on one contact sheet. Width and height are those of a frame's cell picture.</summary>
public sealed record AssembleWork : WorkPlan
{
    /// <summary>Heading of the sheet.</summary>
    public string? Title { get; init; }

    /// <summary>Cells per row, 1 to 10.</summary>
    public required int Columns { get; init; }

    /// <summary>The pictures in reading order.</summary>
    public required IReadOnlyList<FramePlan> Frames { get; init; }
}

/// <summary>One picture of a contact sheet.</summary>
public sealed record FramePlan
{
    /// <summary>Key of the picture in the run's store; absent for a frame that failed, which is drawn as an empty cell.</summary>
    public string? Key { get; init; }

    /// <summary>Hex SHA-256 of the picture; a runner refuses other bytes.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Line below the picture.</summary>
    public string? Caption { get; init; }
}

/// <summary>The prompt as it takes effect, after presets and profile phrases were added.</summary>
public sealed record PromptPlan
{
    /// <summary>What the picture shows.</summary>
    public required string Text { get; init; }

    /// <summary>What it should not show.</summary>
    public string? Negative { get; init; }
}

/// <summary>How pictures are encoded.</summary>
public sealed record OutputPlan
{
    /// <summary>File format.</summary>
    public required ImageFormat Format { get; init; }

    /// <summary>Bits per channel: 8, 10, 12, 16 or 32, as far as the format has them.</summary>
    public int BitDepth { get; init; } = 8;

    /// <summary>Quality of JPEG and lossy WebP and AVIF, 1 to 100; absent for the encoder's default.</summary>
    [Number(1, 100)]
    public int? Quality { get; init; }

    /// <summary>Effort of compression, 0 to 9; absent for the encoder's default.</summary>
    [Number(0, 9)]
    public int? CompressionLevel { get; init; }

    /// <summary>True for a WebP or AVIF without loss; else absent.</summary>
    public bool? Lossless { get; init; }

    /// <summary>Whether prompt, seed and plan hash are written into the file.</summary>
    public bool Metadata { get; init; } = true;

    /// <summary>The user's own metadata, written where <see cref="Metadata"/> is.</summary>
    public IReadOnlyDictionary<string, string>? Properties { get; init; }
}
