using ImageForge.Api.Common;

namespace ImageForge.Api.GenerationJobs;

/// <summary>
/// Layout of the image. Composing needs no model and no network, and the same input always results in the same
/// bytes.
/// </summary>
public sealed record ComposeSpec
{
    /// <summary>Background. If unset, a scene is drawn for the time of day.</summary>
    public BackgroundSpec? Background { get; init; }

    /// <summary>Time of day of the scene: sets palette and light. If unset, it is derived from the signals.</summary>
    public TimeOfDay? TimeOfDay { get; init; }

    /// <summary>
    /// Genre of the scene: sets palette and light. If unset, none. A storyboard sets its own on its
    /// frames.
    /// </summary>
    public Genre? Genre { get; init; }

    /// <summary>
    /// Signals of the scene. Each places one asset in the zone of its category and contributes to the atmosphere.
    /// </summary>
    [List(64, Keys = "category,tag")]
    public IReadOnlyList<SignalSpec>? Signals { get; init; }

    /// <summary>Place and time of the signals. Required by cache policy Vibe.</summary>
    public VibeSpec? Vibe { get; init; }

    /// <summary>
    /// Zones by name. Zones not listed keep their defaults: sky from 0 to 0.30, city from 0.30 to 0.65, street from 0.65
    /// to 1.
    /// </summary>
    [List(16, Keys = "name")]
    public IReadOnlyList<ZoneSpec>? Zones { get; init; }

    /// <summary>
    /// Zone of each signal category. Categories not listed keep their defaults: weather is in the sky; crime, emergencies
    /// and transportation in the street; the rest in the city.
    /// </summary>
    [Map(32), Identifier]
    public IReadOnlyDictionary<string, string>? CategoryZones { get; init; }

    /// <summary>Images of signals. Take precedence over those of the profile and the built-in ones.</summary>
    [List(64, Keys = "category,tag,sign")]
    public IReadOnlyList<AssetSpec>? Assets { get; init; }

    /// <summary>Custom layers: images, colours, gradients, noise and text, lowest first.</summary>
    [List(32, Keys = "name")]
    public IReadOnlyList<LayerSpec>? Layers { get; init; }

    /// <summary>
    /// Atmosphere, such as rain, snow or festive light. If unset, there is none.
    /// </summary>
    public AtmosphereSpec? Atmosphere { get; init; }

    /// <summary>Where the boxes of the placed assets are reported.</summary>
    public HitboxReport Hitboxes { get; init; }
}

/// <summary>An event in the scene.</summary>
public sealed record SignalSpec
{
    /// <summary>
    /// Category: transportation, crime, festivals, sports, economics, politics, emergencies, temperature, weather, or
    /// a custom one.
    /// </summary>
    [Identifier]
    public required string Category { get; init; }

    /// <summary>Tag within the category, such as "rain" or "lanterns".</summary>
    [Identifier]
    public required string Tag { get; init; }

    /// <summary>
    /// How strong it is. The amount is the intensity (below 0.33 low, below 0.66 medium, else high);
    /// the sign chooses the good or the bad variant of the asset.
    /// </summary>
    [Decimal(-1, 1)]
    public required double Score { get; init; }

    /// <summary>Description for prompts. Defaults to the phrase of the profile, else a built-in one.</summary>
    [Text(500, 1)]
    public string? Description { get; init; }
}

/// <summary>Place and time of signals.</summary>
public sealed record VibeSpec
{
    /// <summary>Name of the city.</summary>
    [Text(100, 1, Pattern = "^[^/\\\\\\s][^/\\\\]*$")]
    public required string City { get; init; }

    /// <summary>When the signals were observed. Six-hour windows share cache entries.</summary>
    public required DateTimeOffset ObservedAt { get; init; }
}

/// <summary>Where the boxes of the placed assets are reported.</summary>
public enum HitboxReport
{
    /// <summary>In the manifest.</summary>
    Manifest,

    /// <summary>In the manifest and the status.</summary>
    Status,
}

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

/// <summary>An AtmosphereProfile in the same namespace.</summary>
public sealed record ProfileReference
{
    /// <summary>Name of the profile. The job waits until it exists.</summary>
    [ResourceName]
    public required string Name { get; init; }
}
