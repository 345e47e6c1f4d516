using ImageForge.Api.Common;
using ImageForge.Api.Schema;

namespace ImageForge.Api.GenerationJobs;

/// <summary>What a single job and the frames of a storyboard have in common.</summary>
/// <param name="Variants">How many images to make of the same specification, each with a seed of its own.</param>
public abstract record GenerationSettings([Number(1, 10)] int Variants = 1)
{
    /// <summary>
    /// Seed of the first variant; the following variants count up from it. The same seed gives the same bytes. Without
    /// it, a seed derived from the rest of the specification.
    /// </summary>
    [Number(0, 4_294_967_285)]
    public long? Seed { get; init; }

    /// <summary>Size of the images. Without it, the preset Standard.</summary>
    [Default("{\"preset\":\"Standard\"}")]
    public ImageSize? Size { get; init; }

    /// <summary>Trades time for detail: number of steps, sampling and antialiasing where they are not given.</summary>
    public Quality Quality { get; init; }

    /// <summary>Order among waiting jobs of the operator. Use runner.priorityClassName to rank pods.</summary>
    public JobPriority Priority { get; init; }

    /// <summary>Words to find the images by. They do not change the picture.</summary>
    [List(32, Set = true), Text(64, 1)]
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>Theme and brand.</summary>
    public StyleSpec? Style { get; init; }

    /// <summary>
    /// Where things are: background, zones, signals, layers and atmosphere. Without it, nothing is composed.
    /// </summary>
    public ComposeSpec? Compose { get; init; }

    /// <summary>
    /// What happens when the image of the background, a layer or a layer's mask is missing or cannot be decoded; a truncated
    /// image cannot. Images of assets and overlays always fall back to the built-in ones. Guidance images, the mask and
    /// control images of polish have no substitute: without them the job fails either way.
    /// </summary>
    public MissingInputPolicy OnMissingInput { get; init; }

    /// <summary>
    /// How the picture is rendered: the back end, its model and the camera. Without it, the composed picture is the
    /// result.
    /// </summary>
    public PolishSpec? Polish { get; init; }

    /// <summary>How good the images are: scores, the choice of the primary one and safety.</summary>
    public EvaluateSpec? Evaluate { get; init; }

    /// <summary>File format, and where and under which keys the images are stored.</summary>
    public OutputSpec? Output { get; init; }

    /// <summary>When an earlier result may be used instead of making the images again.</summary>
    public CacheSpec? Cache { get; init; }

    /// <summary>Limit of the cost.</summary>
    public BudgetSpec? Budget { get; init; }

    /// <summary>How and where the pod runs: GPU, queue, deadline, retries, resources.</summary>
    public RunnerSpec? Runner { get; init; }
}
