using System.Text.Json.Serialization;

namespace ImageForge.Api.Common;

/// <summary>Composition rule of an image.</summary>
[JsonConverter(typeof(KebabEnumConverter<CompositionRule>))]
public enum CompositionRule
{
    /// <summary>Rule of thirds.</summary>
    Thirds,

    /// <summary>The subject in the middle.</summary>
    Centered,

    /// <summary>Left and right are symmetrical.</summary>
    Symmetrical,

    /// <summary>Lines lead to the subject.</summary>
    LeadingLines,

    /// <summary>A frame inside the image.</summary>
    FrameWithinFrame,

    /// <summary>Much empty space.</summary>
    NegativeSpace,

    /// <summary>Divided by the golden ratio.</summary>
    GoldenRatio,
}
