namespace ImageForge.Planning.Compose;

/// <summary>Merges theme and brand; a brand is taken as a whole.</summary>
internal static class StyleMerger
{
    /// <summary>
    /// The settings that affect composing (theme and the brand's colours), from the first that has them, or null.
    /// </summary>
    public static StyleSpec? Merge(StyleSpec? first, StyleSpec? second)
    {
        var theme = first?.Theme ?? second?.Theme;
        var colors = (first?.Brand ?? second?.Brand)?.Colors;
        return theme is null && colors is not { Count: > 0 }
            ? null
            : new StyleSpec { Theme = theme, Brand = colors is { Count: > 0 } ? new() { Colors = colors } : null };
    }
}
