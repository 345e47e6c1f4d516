using ImageForge.Api.Common;
using ImageForge.Api.Schema;

namespace ImageForge.Api.Storyboards;

/// <summary>What a Storyboard asks for. Only refine, suspend, cancel and cleanup can be changed later.</summary>
/// <param name="Concurrency">How many frames are made at the same time.</param>
/// <param name="FrameTimeoutSeconds">
/// Seconds that the run of a frame may take, counted from when its pod has a node; then the frame fails. The others are not
/// affected.
/// </param>
[ImmutableExcept("refine", "suspend", "cancel", "cleanup")]
[Rule("has(self.scene) || has(self.shots)", "one of scene and shots must be set")]
[Rule(
    "!has(self.shots) || !has(self.frames) || self.frames == size(self.shots)",
    "frames must equal the number of shots, or be left out",
    FieldPath = ".frames"
)]
public sealed record StoryboardSpec(
    [Number(1, 20)] int Concurrency = 2,
    [Number(1, 86_400)] int FrameTimeoutSeconds = 300
)
{
    /// <summary>
    /// The scene in words. Without shots it is cut into frames; with shots it is what all of them have in common.
    /// </summary>
    [Text(2000, 20)]
    public string? Scene { get; init; }

    /// <summary>The frames by hand, in order.</summary>
    [List(20, MinItems = 1)]
    public IReadOnlyList<ShotSpec>? Shots { get; init; }

    /// <summary>Number of frames that the scene is cut into. Without it, 6, or as many as there are shots.</summary>
    [Number(1, 20)]
    public int? Frames { get; init; }

    /// <summary>Genre of the scene: it sets palette, light and manner. Without it, none in particular.</summary>
    public Genre? Genre { get; init; }

    /// <summary>What no frame must show.</summary>
    [Text(2000, 1)]
    public string? Negative { get; init; }

    /// <summary>Camera, light and composition of all frames. Shots may differ from it.</summary>
    public CameraSpec? Parameters { get; init; }

    /// <summary>How the scene is cut into shots and these are put into structured prompts.</summary>
    public ScriptSpec? Script { get; init; }

    /// <summary>How each frame is made: the settings of its GenerationJob.</summary>
    public StoryboardTemplate? Template { get; init; }

    /// <summary>How alike the frames must be, and what is done when they are not.</summary>
    public ConsistencySpec? Consistency { get; init; }

    /// <summary>Changes of single frames after a look at them; the other frames are kept.</summary>
    [List(20, Keys = "frame")]
    public IReadOnlyList<RefineSpec>? Refine { get; init; }

    /// <summary>One picture with all frames. It is made unless disabled.</summary>
    public ContactSheetSpec? ContactSheet { get; init; }

    /// <summary>Further forms of the whole sequence.</summary>
    [List(8, Keys = "format")]
    public IReadOnlyList<ExportSpec>? Exports { get; init; }

    /// <summary>Limit of the cost of all frames together.</summary>
    public BudgetSpec? Budget { get; init; }

    /// <summary>Holds the storyboard and its frames. Set it to false to go on; finished frames are kept.</summary>
    public bool Suspend { get; init; }

    /// <summary>Ends the storyboard and its frames as Cancelled. This cannot be undone.</summary>
    [Rule("self || !oldSelf", "cancel cannot be undone")]
    public bool Cancel { get; init; }

    /// <summary>What is deleted some time after the end.</summary>
    public CleanupSpec? Cleanup { get; init; }
}
