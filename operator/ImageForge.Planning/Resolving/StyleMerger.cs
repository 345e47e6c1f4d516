using ImageForge.Api.Common;
using ImageForge.Contracts.Plans;

namespace ImageForge.Planning.Resolving;

/// <summary>Merges theme and brand; a brand is taken as a whole.</summary>
internal static class StyleMerger
{
    /// <summary>The settings that affect composing, from the first that has them, or null.</summary>
    public static StylePlan? Merge(StyleSpec? first, StyleSpec? second)
    {
        var theme = first?.Theme ?? second?.Theme;
        var colors = (first?.Brand ?? second?.Brand)?.Colors ?? [];
        return theme is null && colors.Count == 0
            ? null
            : new StylePlan { Theme = theme?.ToString(), Brand = [.. colors] };
    }
}
