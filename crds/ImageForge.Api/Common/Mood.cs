using System.Text.Json.Serialization;

namespace ImageForge.Api.Common;

/// <summary>Mood of a scene.</summary>
[JsonConverter(typeof(KebabEnumConverter<Mood>))]
public enum Mood
{
    /// <summary>Nothing stands out.</summary>
    Neutral,

    /// <summary>Mostly positive signals.</summary>
    Calm,

    /// <summary>Mostly negative signals.</summary>
    Chaotic,

    /// <summary>Celebrations.</summary>
    Festive,
}
