using System.Globalization;

namespace ImageForge.Testing.Http;

/// <summary>A request as it came.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Target">Path and query.</param>
/// <param name="Headers">Header values by lower-case name; several are joined by commas.</param>
/// <param name="Body">The body, each byte as one character.</param>
public sealed record ScriptedRequest(
    string Method,
    string Target,
    IReadOnlyDictionary<string, string> Headers,
    string Body
)
{
    /// <summary>The path without the query.</summary>
    public string Path => Target.Split('?')[0];

    /// <summary>The value of a query parameter, or null.</summary>
    public string? Query(string name) =>
        Target
            .Split('?')
            .Skip(1)
            .SelectMany(query => query.Split('&'))
            .Select(pair => pair.Split('=', 2))
            .Where(pair => pair[0] == name)
            .Select(pair => Uri.UnescapeDataString(pair[1]))
            .FirstOrDefault();

    internal static async Task<ScriptedRequest?> ReadAsync(StreamReader reader, CancellationToken cancellation)
    {
        if (await reader.ReadLineAsync(cancellation) is not { Length: > 0 } first)
        {
            return null;
        }
        var headers = new Dictionary<string, string>();
        while (await reader.ReadLineAsync(cancellation) is { Length: > 0 } line)
        {
            var parts = line.Split(':', 2);
            var name = parts[0].ToLowerInvariant();
            var value = parts[1].Trim();
            headers[name] = headers.TryGetValue(name, out var known) ? $"{known},{value}" : value;
        }
        var length = headers.TryGetValue("content-length", out var text)
            ? int.Parse(text, CultureInfo.InvariantCulture)
            : 0;
        var body = new char[length];
        if (length > 0)
        {
            await reader.ReadBlockAsync(body, cancellation);
        }
        var words = first.Split(' ');
        return new ScriptedRequest(words[0], words[1], headers, new string(body));
    }
}
