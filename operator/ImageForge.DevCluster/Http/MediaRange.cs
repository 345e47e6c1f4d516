using System.Globalization;

namespace ImageForge.DevCluster.Http;

/// <summary>One entry of an Accept header: a media type with its parameters.</summary>
internal sealed record MediaRange(string Type, IReadOnlyDictionary<string, string> Parameters, double Quality)
{
    /// <summary>The entries of a header, most wanted first; without a header, anything.</summary>
    public static IReadOnlyList<MediaRange> ParseAll(string? header)
    {
        if (string.IsNullOrWhiteSpace(header))
        {
            return [new MediaRange("*/*", new Dictionary<string, string>(), 1)];
        }
        return [.. header.Split(',').Select(Parse).OrderByDescending(r => r.Quality)];
    }

    /// <summary>Whether JSON fits.</summary>
    public bool IsJson => Type is "application/json" or "*/*" or "application/*";

    public string? Parameter(string name) => Parameters.GetValueOrDefault(name);

    private static MediaRange Parse(string text)
    {
        var parts = text.Split(';');
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in parts.Skip(1))
        {
            var pair = part.Split('=', 2);
            parameters[pair[0].Trim()] = pair.Length == 2 ? pair[1].Trim() : "";
        }
        var quality =
            parameters.TryGetValue("q", out var q)
            && double.TryParse(q, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
                ? value
                : 1;
        return new MediaRange(parts[0].Trim(), parameters, quality);
    }
}
