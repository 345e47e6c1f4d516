namespace ImageForge.Cli.Dev;

/// <summary>Reads what a development cluster's node offers, such as <c>nvidia.com/gpu=1</c>.</summary>
internal static class NodeResources
{
    /// <summary>Amounts by resource name; a name that stands twice has its last amount.</summary>
    /// <exception cref="FormatException">One of them is no resource with an amount.</exception>
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
                throw new FormatException($"'{text}' is no resource with a count, such as nvidia.com/gpu=1");
            }

            resources[name] = amount;
        }

        return resources;
    }

    // Kubernetes counts devices in whole pieces.
    private static bool IsCount(string text) => text.Length is > 0 and < 7 && text.All(char.IsAsciiDigit);
}
