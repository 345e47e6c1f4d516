using System.Text.Json.Serialization;
using ImageForge.Api.Common;

namespace ImageForge.Api.GenerationJobs;

/// <summary>Time of day of a scene.</summary>
[JsonConverter(typeof(KebabEnumConverter<TimeOfDay>))]
public enum TimeOfDay
{
    /// <summary>First light.</summary>
    Dawn,

    /// <summary>High sun.</summary>
    Noon,

    /// <summary>Low, warm sun.</summary>
    GoldenHour,

    /// <summary>After sunset.</summary>
    Dusk,

    /// <summary>Dark, with lit windows.</summary>
    Night,

    /// <summary>Grey daylight.</summary>
    Overcast,
}
