namespace ImageForge.Api.GenerationJobs;

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
