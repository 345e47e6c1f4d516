using ImageForge.Api.Common;

namespace ImageForge.Api.GenerationJobs;

/// <summary>Settings shared by jobs and storyboard templates.</summary>
/// <param name="Variants">Number of images of the same spec, each with its own seed.</param>
public abstract record GenerationSettings([Number(1, 10)] int Variants = 1)
{
    /// <summary>
    /// Seed of the first variant; each further variant adds 1. The same seed results in the same bytes. Defaults to
    /// a seed derived from prompt and signals.
    /// </summary>
    [Number(0, 4_294_967_285)]
    public long? Seed { get; init; }

    /// <summary>Size of the images. Defaults to the preset Standard.</summary>
    [Default("{\"preset\":\"Standard\"}")]
    public ImageSize? Size { get; init; }

    /// <summary>Trades time for detail: sets the number of steps, sampling and antialiasing if unset.</summary>
    public Quality Quality { get; init; }

    /// <summary>
    /// Order among the jobs that wait for a slot of the operator (scheduling.maxActive): all jobs of a higher priority
    /// come first. A job whose images others wait for has the highest of their priorities. Running jobs are never
    /// stopped; for the order of pods, use runner.priorityClassName, and for Kueue its own priorities.
    /// </summary>
    public JobPriority Priority { get; init; }

    /// <summary>Tags for searching. They do not affect the images.</summary>
    [List(32, Set = true), Text(64, 1)]
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>Theme and brand.</summary>
    public StyleSpec? Style { get; init; }

    /// <summary>
    /// Layout: background, zones, signals, layers and atmosphere. If unset, nothing is composed.
    /// </summary>
    public ComposeSpec? Compose { get; init; }

    /// <summary>
    /// What happens if the image of the background, a layer or a layer mask, or a font, is missing or cannot be decoded (such
    /// as a truncated image). Images of assets and overlays always fall back to the built-in ones. Guidance images, the mask and
    /// control images of polish have no fallback: the job always fails without them.
    /// </summary>
    public MissingInputPolicy OnMissingInput { get; init; }

    /// <summary>
    /// How the image is rendered: back end, model and camera. If unset, the composed image is the
    /// result.
    /// </summary>
    public PolishSpec? Polish { get; init; }

    /// <summary>Evaluation: scores, selection of the primary image and safety.</summary>
    public EvaluateSpec? Evaluate { get; init; }

    /// <summary>File format, storage and keys of the images.</summary>
    public OutputSpec? Output { get; init; }

    /// <summary>When an earlier result may be reused.</summary>
    public CacheSpec? Cache { get; init; }

    /// <summary>Cost limit.</summary>
    public BudgetSpec? Budget { get; init; }

    /// <summary>Pod settings: GPU, queue, deadline, retries, resources.</summary>
    public RunnerSpec? Runner { get; init; }
}

/// <summary>Order among waiting jobs.</summary>
public enum JobPriority
{
    /// <summary>Between the others.</summary>
    Normal,

    /// <summary>After all others.</summary>
    Low,

    /// <summary>Before all others.</summary>
    High,
}

/// <summary>Size of the images: a preset, or width and height in pixels.</summary>
[Rule("has(self.width) == has(self.height)", "width and height go together", FieldPath = ".height")]
[Rule(
    "(!has(self.preset) || self.preset == 'Custom') == has(self.width)",
    "either a preset or width and height must be set",
    FieldPath = ".preset"
)]
public sealed record ImageSize
{
    /// <summary>A named size; left out when width and height are given.</summary>
    public SizePreset? Preset { get; init; }

    /// <summary>Width in pixels.</summary>
    [Number(256, 4096)]
    public int? Width { get; init; }

    /// <summary>Height in pixels.</summary>
    [Number(256, 4096)]
    public int? Height { get; init; }
}

/// <summary>A named size.</summary>
public enum SizePreset
{
    /// <summary>256×256.</summary>
    Thumbnail,

    /// <summary>512×512.</summary>
    Card,

    /// <summary>1024×1024.</summary>
    Standard,

    /// <summary>1920×1080.</summary>
    Banner,

    /// <summary>1280×720.</summary>
    WideCard,

    /// <summary>768×1024.</summary>
    Portrait,

    /// <summary>Custom width and height.</summary>
    Custom,
}
