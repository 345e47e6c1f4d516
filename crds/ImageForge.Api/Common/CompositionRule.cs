using System.Text.Json.Serialization;

namespace ImageForge.Api.Common;

/// <summary>Rule by which a picture is arranged.</summary>
[JsonConverter(typeof(KebabEnumConverter<CompositionRule>))]
public enum CompositionRule
{
    /// <summary>Rule of thirds.</summary>
    Thirds,

    /// <summary>The subject in the middle.</summary>
    Centered,

    /// <summary>Left and right mirror each other.</summary>
    Symmetrical,

    /// <summary>Lines that lead to the subject.</summary>
    LeadingLines,

    /// <summary>A frame inside the picture.</summary>
    FrameWithinFrame,

    /// <summary>Much empty space.</summary>
    NegativeSpace,

    /// <summary>Divided by the golden ratio.</summary>
    GoldenRatio,
}
