using ImageForge.Api.Common;
using ImageForge.Api.Schema;

namespace ImageForge.Api.GenerationJobs;

/// <summary>How the signals change the mood of the picture. What is left out comes from the profile.</summary>
public sealed record AtmosphereSpec
{
    /// <summary>AtmosphereProfile to start from.</summary>
    public ProfileReference? ProfileRef { get; init; }

    /// <summary>How the atmosphere gets into the picture. Without it, the profile's strategy, else the operator's default.</summary>
    public AtmosphereStrategy? Strategy { get; init; }

    /// <summary>Adds the words to the prompt even with the strategy Asset.</summary>
    public bool? WordsInPrompt { get; init; }

    /// <summary>Scales the intensity of all overlays. Without it, 1.</summary>
    [Decimal(0, 2)]
    public double? Intensity { get; init; }

    /// <summary>Mood of the picture. Without it, it follows from the signals.</summary>
    public Mood? Mood { get; init; }

    /// <summary>Overlays of this job, before those of the profile and the built-in ones.</summary>
    [List(64, Keys = "category,tag")]
    public IReadOnlyList<OverlaySpec>? Overlays { get; init; }
}
