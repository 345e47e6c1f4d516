using ImageForge.Api.Common;

namespace ImageForge.Api.AtmosphereProfiles;

/// <summary>Settings shared by the jobs that use an AtmosphereProfile. Settings of a job take precedence.</summary>
public sealed record AtmosphereProfileSpec
{
    /// <summary>How the atmosphere is applied. Defaults to the operator's default.</summary>
    public AtmosphereStrategy? Strategy { get; init; }

    /// <summary>Adds atmosphere words to the prompt even with strategy Asset. Defaults to false.</summary>
    public bool? WordsInPrompt { get; init; }

    /// <summary>Scales the intensity of all overlays. Without it, 1.</summary>
    [Decimal(0, 2)]
    public double? Intensity { get; init; }

    /// <summary>Overlays by category and tag. Take precedence over the built-in ones.</summary>
    [List(64, Keys = "category,tag")]
    public IReadOnlyList<OverlaySpec>? Overlays { get; init; }

    /// <summary>Images of signals. Take precedence over the built-in ones.</summary>
    [List(64, Keys = "category,tag,sign")]
    public IReadOnlyList<AssetSpec>? Assets { get; init; }

    /// <summary>Descriptions of signals in prompts. Take precedence over the built-in ones.</summary>
    [List(128, Keys = "category,tag,sign")]
    public IReadOnlyList<PhraseSpec>? Phrases { get; init; }

    /// <summary>Words for each mood. Take precedence over the built-in ones.</summary>
    [List(4, Keys = "mood")]
    public IReadOnlyList<MoodWords>? MoodWords { get; init; }

    /// <summary>Zones by name. Zones not listed keep their defaults.</summary>
    [List(16, Keys = "name")]
    public IReadOnlyList<ZoneSpec>? Zones { get; init; }

    /// <summary>Zone of each signal category. Categories not listed keep their defaults.</summary>
    [Map(32), Identifier]
    public IReadOnlyDictionary<string, string>? CategoryZones { get; init; }

    /// <summary>Camera, light and composition.</summary>
    public CameraSpec? Camera { get; init; }

    /// <summary>Theme and brand.</summary>
    public StyleSpec? Style { get; init; }
}

/// <summary>Words for a mood.</summary>
public sealed record MoodWords
{
    /// <summary>Which mood.</summary>
    public required Mood Mood { get; init; }

    /// <summary>Words that are added to the prompt.</summary>
    [List(8, MinItems = 1, Set = true), Text(64, 1)]
    public required IReadOnlyList<string> Words { get; init; }
}

/// <summary>Description in prompts of the signals of a category and tag.</summary>
public sealed record PhraseSpec
{
    /// <summary>Category of the signals.</summary>
    [Identifier]
    public required string Category { get; init; }

    /// <summary>Tag of the signals.</summary>
    [Identifier]
    public required string Tag { get; init; }

    /// <summary>Sign of the score that it applies to.</summary>
    public ScoreSign Sign { get; init; }

    /// <summary>The phrase, such as "streets glistening with rain".</summary>
    [Text(500, 1)]
    public required string Text { get; init; }
}
