namespace ImageForge.Cli.Dev;

/// <summary>Parses extended resources of the node, such as <c>nvidia.com/gpu=1</c>.</summary>
internal static class NodeResources
{
    /// <summary>Counts by resource name; the last of duplicate names wins.</summary>
    /// <exception cref="FormatException">Invalid resource.</exception>
    public static IReadOnlyDictionary<string, string> Parse(IEnumerable<string> texts)
    {
        var resources = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var text in texts)
        {
            var parts = text.Split('=', 2);
            if (
                parts is not [var name, var amount]
                || !name.Contains('/', StringComparison.Ordinal)
                || !IsCount(amount)
            )
            {
                throw new FormatException($"invalid resource '{text}': use NAME=COUNT, such as nvidia.com/gpu=1");
            }

            resources[name] = amount;
        }

        return resources;
    }

    // Extended resources are whole numbers.
    private static bool IsCount(string text) => text.Length is > 0 and < 7 && text.All(char.IsAsciiDigit);
}
