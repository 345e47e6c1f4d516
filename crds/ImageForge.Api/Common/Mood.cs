using System.Text.Json.Serialization;

namespace ImageForge.Api.Common;

/// <summary>Mood that follows from the signals.</summary>
[JsonConverter(typeof(KebabEnumConverter<Mood>))]
public enum Mood
{
    /// <summary>Nothing stands out.</summary>
    Neutral,

    /// <summary>Mostly good and quiet.</summary>
    Calm,

    /// <summary>Much goes wrong.</summary>
    Chaotic,

    /// <summary>People celebrate.</summary>
    Festive,
}
