using System.Globalization;

namespace ImageForge.DevCluster.Http.Selectors;

/// <summary>One condition of a label selector.</summary>
/// <param name="Key">The label's name.</param>
/// <param name="Operator">One of <c>=</c>, <c>!=</c>, <c>in</c>, <c>notin</c>, <c>exists</c>, <c>!</c>, <c>&gt;</c>, <c>&lt;</c>.</param>
/// <param name="Values">What it is compared with.</param>
internal sealed record LabelRequirement(string Key, string Operator, IReadOnlyList<string> Values)
{
    public bool Matches(string? value) =>
        Operator switch
        {
            "=" or "in" => value is not null && Values.Contains(value),
            "!=" or "notin" => value is null || !Values.Contains(value),
            "exists" => value is not null,
            "!" => value is null,
            _ => Number(value) is { } left
                && Number(Values[0]) is { } right
                && (Operator == ">" ? left > right : left < right),
        };

    private static long? Number(string? text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
