using ImageForge.Api.Common;
using ImageForge.Contracts.Plans;

namespace ImageForge.Planning.Resolving;

/// <summary>Merges theme and brand; a brand is one thing and is taken whole.</summary>
internal static class StyleMerger
{
    /// <summary>What changes pixels of the first that has it, or null when neither has any: words are left to prompts.</summary>
    public static StylePlan? Merge(StyleSpec? first, StyleSpec? second)
    {
        var theme = first?.Theme ?? second?.Theme;
        var colors = (first?.Brand ?? second?.Brand)?.Colors ?? [];
        return theme is null && colors.Count == 0
            ? null
            : new StylePlan { Theme = theme?.ToString(), Brand = [.. colors] };
    }
}
