using ImageForge.Api.Schema;

namespace ImageForge.Api.Common;

/// <summary>Colours and style of a brand. What is composed takes the colours; name and style are words for prompts.</summary>
public sealed record BrandSpec
{
    /// <summary>Name of the brand, as it goes into prompts.</summary>
    [Text(128, 1)]
    public string? Name { get; init; }

    /// <summary>
    /// Colours as "#rrggbb", the most important first. Accents, awnings and signs are cut from them, and strong colours of the
    /// picture lean towards them; skin and sky stay.
    /// </summary>
    [List(8), Text(7, 7, Pattern = "^#[0-9a-fA-F]{6}$")]
    public IReadOnlyList<string>? Colors { get; init; }

    /// <summary>
    /// Style in words, such as "clean lines, generous white space", as it goes into prompts. It changes nothing that is composed
    /// without one.
    /// </summary>
    [Text(500, 1)]
    public string? Style { get; init; }
}
