using ImageForge.Api.Common;

namespace ImageForge.Api.GenerationJobs;

/// <summary>How the signals change the mood of the image. Unset fields are taken from the profile.</summary>
public sealed record AtmosphereSpec
{
    /// <summary>AtmosphereProfile to use.</summary>
    public ProfileReference? ProfileRef { get; init; }

    /// <summary>How the atmosphere is applied. Defaults to the profile's strategy, else the operator's default.</summary>
    public AtmosphereStrategy? Strategy { get; init; }

    /// <summary>Adds atmosphere words to the prompt even with strategy Asset.</summary>
    public bool? WordsInPrompt { get; init; }

    /// <summary>Scales the intensity of all overlays. Without it, 1.</summary>
    [Decimal(0, 2)]
    public double? Intensity { get; init; }

    /// <summary>Mood of the image. If unset, it is derived from the signals.</summary>
    public Mood? Mood { get; init; }

    /// <summary>Overlays of this job. Take precedence over those of the profile and the built-in ones.</summary>
    [List(64, Keys = "category,tag")]
    public IReadOnlyList<OverlaySpec>? Overlays { get; init; }
}
