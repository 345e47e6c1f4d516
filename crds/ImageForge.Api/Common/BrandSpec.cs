using ImageForge.Api.Schema;

namespace ImageForge.Api.Common;

/// <summary>Colours and style of a brand.</summary>
public sealed record BrandSpec
{
    /// <summary>Name of the brand, as it goes into prompts.</summary>
    [Text(128, 1)]
    public string? Name { get; init; }

    /// <summary>Colours as "#rrggbb", the most important first.</summary>
    [List(8), Text(7, 7, Pattern = "^#[0-9a-fA-F]{6}$")]
    public IReadOnlyList<string>? Colors { get; init; }

    /// <summary>Style in words, such as "clean lines, generous white space".</summary>
    [Text(500, 1)]
    public string? Style { get; init; }
}
