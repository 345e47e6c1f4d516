using ImageForge.Api.Common;
using ImageForge.Api.Schema;
using ImageForge.Api.Storyboards;

namespace ImageForge.Api.GenerationJobs;

/// <summary>
/// Where things are in the picture. Composing needs no model and no network, and the same input always gives the same
/// bytes.
/// </summary>
public sealed record ComposeSpec
{
    /// <summary>What lies behind everything. Without it, a scene drawn for the time of day.</summary>
    public BackgroundSpec? Background { get; init; }

    /// <summary>Time of day of the scene: it sets palette and light. Without it, it follows from the signals.</summary>
    public TimeOfDay? TimeOfDay { get; init; }

    /// <summary>
    /// Genre whose palette and light the scene has. Without it, none in particular; a storyboard gives its own to its
    /// frames.
    /// </summary>
    public Genre? Genre { get; init; }

    /// <summary>
    /// What happens in the scene. Each signal places one asset in the zone of its category and feeds the atmosphere.
    /// </summary>
    [List(64, Keys = "category,tag")]
    public IReadOnlyList<SignalSpec>? Signals { get; init; }

    /// <summary>Place and time that the signals belong to. Needed by the cache policy Vibe.</summary>
    public VibeSpec? Vibe { get; init; }

    /// <summary>
    /// Zones by name. Those not given keep their defaults: sky from 0 to 0.30, city from 0.30 to 0.65, street from 0.65
    /// to 1.
    /// </summary>
    [List(16, Keys = "name")]
    public IReadOnlyList<ZoneSpec>? Zones { get; init; }

    /// <summary>
    /// Zone of each category of signals. Those not given keep their defaults: weather is in the sky; crime, emergencies
    /// and transportation in the street; the rest in the city.
    /// </summary>
    [Map(32), Identifier]
    public IReadOnlyDictionary<string, string>? CategoryZones { get; init; }

    /// <summary>Images that stand for signals, before those of the profile and the built-in ones.</summary>
    [List(64, Keys = "category,tag,sign")]
    public IReadOnlyList<AssetSpec>? Assets { get; init; }

    /// <summary>Images, colours, gradients, noise and text placed by hand, lowest first.</summary>
    [List(32, Keys = "name")]
    public IReadOnlyList<LayerSpec>? Layers { get; init; }

    /// <summary>
    /// Rain, snow, festive light: how the signals change the mood of the picture. Without it, there is none.
    /// </summary>
    public AtmosphereSpec? Atmosphere { get; init; }

    /// <summary>Where the boxes of the placed assets are reported.</summary>
    public HitboxReport Hitboxes { get; init; }
}
