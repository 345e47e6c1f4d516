using ImageForge.Api.Common;
using ImageForge.Api.Schema;

namespace ImageForge.Api.AtmosphereProfiles;

/// <summary>What jobs that use an AtmosphereProfile share. What a job gives itself comes first.</summary>
public sealed record AtmosphereProfileSpec
{
    /// <summary>How the atmosphere gets into the picture. Without it, the operator's default.</summary>
    public AtmosphereStrategy? Strategy { get; init; }

    /// <summary>Adds the words to the prompt even with the strategy Asset. Without it, they are not added.</summary>
    public bool? WordsInPrompt { get; init; }

    /// <summary>Scales the intensity of all overlays. Without it, 1.</summary>
    [Decimal(0, 2)]
    public double? Intensity { get; init; }

    /// <summary>Overlays by category and tag, before the built-in ones.</summary>
    [List(64, Keys = "category,tag")]
    public IReadOnlyList<OverlaySpec>? Overlays { get; init; }

    /// <summary>Images that stand for signals, before the built-in ones.</summary>
    [List(64, Keys = "category,tag,sign")]
    public IReadOnlyList<AssetSpec>? Assets { get; init; }

    /// <summary>Phrases by which signals are described in prompts, before the built-in ones.</summary>
    [List(128, Keys = "category,tag,sign")]
    public IReadOnlyList<PhraseSpec>? Phrases { get; init; }

    /// <summary>Words for each mood, before the built-in ones.</summary>
    [List(4, Keys = "mood")]
    public IReadOnlyList<MoodWords>? MoodWords { get; init; }

    /// <summary>Zones by name. Those not given keep their defaults.</summary>
    [List(16, Keys = "name")]
    public IReadOnlyList<ZoneSpec>? Zones { get; init; }

    /// <summary>Zone of each category of signals. Those not given keep their defaults.</summary>
    [Map(32), Identifier]
    public IReadOnlyDictionary<string, string>? CategoryZones { get; init; }

    /// <summary>Camera, light and composition.</summary>
    public CameraSpec? Camera { get; init; }

    /// <summary>Theme and brand.</summary>
    public StyleSpec? Style { get; init; }
}
