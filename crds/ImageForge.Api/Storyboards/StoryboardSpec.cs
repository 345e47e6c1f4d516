using ImageForge.Api.Common;
using ImageForge.Api.GenerationJobs;
using ImageForge.Api.Schema;

namespace ImageForge.Api.Storyboards;

/// <summary>Spec of a Storyboard. Immutable except for refine, suspend, cancel and cleanup.</summary>
/// <param name="Concurrency">Maximum number of concurrent frames.</param>
/// <param name="FrameTimeoutSeconds">
/// Maximum run time of a frame in seconds, counted from when its pod is scheduled; then the frame fails. Other frames
/// are not affected.
/// </param>
[ImmutableExcept("refine", "suspend", "cancel", "cleanup")]
[Rule("has(self.scene) || has(self.shots)", "one of scene and shots must be set")]
[Rule(
    "!has(self.shots) || !has(self.frames) || self.frames == size(self.shots)",
    "frames must equal the number of shots, or be omitted",
    FieldPath = ".frames"
)]
public sealed record StoryboardSpec(
    [Number(1, 20)] int Concurrency = 2,
    [Number(1, 86_400)] int FrameTimeoutSeconds = 300
)
{
    /// <summary>
    /// Description of the scene. Without shots, it is split into frames; with shots, it is added to all of them.
    /// </summary>
    [Text(2000, 20)]
    public string? Scene { get; init; }

    /// <summary>Explicit frames, in order.</summary>
    [List(20, MinItems = 1)]
    public IReadOnlyList<ShotSpec>? Shots { get; init; }

    /// <summary>Number of frames to split the scene into. Defaults to the number of shots, else 6.</summary>
    [Number(1, 20)]
    public int? Frames { get; init; }

    /// <summary>Genre of the scene: sets palette, light and style. If unset, none.</summary>
    public Genre? Genre { get; init; }

    /// <summary>Negative prompt of all frames.</summary>
    [Text(2000, 1)]
    public string? Negative { get; init; }

    /// <summary>Camera, light and composition of all frames. Shots can override them.</summary>
    public CameraSpec? Parameters { get; init; }

    /// <summary>How the scene is split into shots and structured prompts.</summary>
    public ScriptSpec? Script { get; init; }

    /// <summary>Settings of the GenerationJob of each frame.</summary>
    public StoryboardTemplate? Template { get; init; }

    /// <summary>Consistency check of the frames.</summary>
    public ConsistencySpec? Consistency { get; init; }

    /// <summary>Changes of individual frames; the other frames are kept.</summary>
    [List(20, Keys = "frame")]
    public IReadOnlyList<RefineSpec>? Refine { get; init; }

    /// <summary>An image with all frames. Enabled by default.</summary>
    public ContactSheetSpec? ContactSheet { get; init; }

    /// <summary>Exports of the whole sequence.</summary>
    [List(8, Keys = "format")]
    public IReadOnlyList<ExportSpec>? Exports { get; init; }

    /// <summary>Cost limit of all frames together.</summary>
    public BudgetSpec? Budget { get; init; }

    /// <summary>Suspends the storyboard and its frames. Set it to false to resume; finished frames are kept.</summary>
    public bool Suspend { get; init; }

    /// <summary>Cancels the storyboard and its frames. This cannot be undone.</summary>
    [Rule("self || !oldSelf", "cancel cannot be undone")]
    public bool Cancel { get; init; }

    /// <summary>TTL cleanup after the end.</summary>
    public CleanupSpec? Cleanup { get; init; }
}

/// <summary>Settings of the GenerationJobs of all frames. Prompts and camera are taken from the shots.</summary>
/// <param name="Variants">Number of images per frame; the storyboard uses the primary one.</param>
public sealed record StoryboardTemplate(int Variants = 1) : GenerationSettings(Variants);

/// <summary>How a scene is split into shots.</summary>
[Rule(
    "(self.engine == 'LanguageModel') == has(self.languageModel)",
    "languageModel must be set if and only if engine is LanguageModel",
    FieldPath = ".languageModel"
)]
public sealed record ScriptSpec
{
    /// <summary>Engine that splits the scene into shots.</summary>
    public ScriptEngine Engine { get; init; }

    /// <summary>The language model.</summary>
    public LanguageModelSpec? LanguageModel { get; init; }
}

/// <summary>Engine that splits a scene into shots.</summary>
public enum ScriptEngine
{
    /// <summary>Built-in rules, offline.</summary>
    Rules,

    /// <summary>A language model.</summary>
    LanguageModel,
}

/// <summary>A change of one frame.</summary>
public sealed record RefineSpec
{
    /// <summary>Number of the frame, from 1.</summary>
    [Number(1, 20)]
    public required int Frame { get; init; }

    /// <summary>What to change, such as "make the rain heavier". A new instruction generates the frame again.</summary>
    [Text(500, 5)]
    public required string Instruction { get; init; }

    /// <summary>Changed camera, light and composition.</summary>
    public CameraSpec? Parameters { get; init; }
}

/// <summary>An image with all frames.</summary>
/// <param name="Enabled">False disables it.</param>
/// <param name="Captions">Writes number and caption below each frame.</param>
public sealed record ContactSheetSpec(bool Enabled = true, bool Captions = true)
{
    /// <summary>Frames per row. Defaults to about the width of a screen.</summary>
    [Number(1, 20)]
    public int? Columns { get; init; }

    /// <summary>Width of a frame on the sheet in pixels. Defaults to 480.</summary>
    [Number(64, 2048)]
    public int? FrameWidth { get; init; }
}
