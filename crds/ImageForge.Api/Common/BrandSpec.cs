using ImageForge.Api.Schema;

namespace ImageForge.Api.Common;

/// <summary>Colours and style of a brand. Composing uses the colours; name and style are added to prompts.</summary>
public sealed record BrandSpec
{
    /// <summary>Name of the brand for prompts.</summary>
    [Text(128, 1)]
    public string? Name { get; init; }

    /// <summary>
    /// Colours as "#rrggbb", most important first. Accents, awnings and signs use them, and saturated colours of the
    /// image are shifted towards them; skin and sky are not changed.
    /// </summary>
    [List(8), Text(7, 7, Pattern = "^#[0-9a-fA-F]{6}$")]
    public IReadOnlyList<string>? Colors { get; init; }

    /// <summary>
    /// Style for prompts, such as "clean lines, generous white space". Has no effect on images composed without
    /// a prompt.
    /// </summary>
    [Text(500, 1)]
    public string? Style { get; init; }
}
