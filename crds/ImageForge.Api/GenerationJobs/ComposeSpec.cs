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
