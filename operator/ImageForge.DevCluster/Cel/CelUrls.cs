using ImageForge.DevCluster.Schema;

namespace ImageForge.DevCluster.Cel;

/// <summary><c>url</c>, <c>isURL</c> and the parts of URLs: absolute ones, or paths that begin with a slash.</summary>
internal static class CelUrls
{
    public static IEnumerable<CelOverload> All()
    {
        yield return new("url", false, [CelType.String], CelType.Url, a => Parse(a[0]));
        yield return new("isURL", false, [CelType.String], CelType.Bool, a => CelBool.Of(Parse(a[0]) is CelUrl));
        yield return Part("getScheme", url => url.Value.IsAbsoluteUri ? url.Value.Scheme : "");
        yield return Part("getHost", url => url.Value.IsAbsoluteUri ? Authority(url) : "");
        yield return Part("getHostname", url => url.Value.IsAbsoluteUri ? url.Value.Host.Trim('[', ']') : "");
        yield return Part("getPort", Port);
        yield return Part("getEscapedPath", Path);
        yield return new(
            "getQuery",
            true,
            [CelType.Url],
            CelType.MapOf(CelType.String, CelType.ListOf(CelType.String)),
            a => Query((CelUrl)a[0])
        );
    }

    private static CelOverload Part(string name, Func<CelUrl, string> part) =>
        new(name, true, [CelType.Url], CelType.String, a => new CelString(part((CelUrl)a[0])));

    private static CelValue Parse(CelValue value)
    {
        var text = ((CelString)value).Value;
        var absolute = text.Contains("://", StringComparison.Ordinal) && char.IsAsciiLetter(text[0]);
        var rooted = text.StartsWith('/');
        if (
            (absolute || rooted)
            && !text.Any(c => char.IsControl(c) || c == ' ')
            && Uri.TryCreate(text, absolute ? UriKind.Absolute : UriKind.Relative, out var uri)
        )
            return new CelUrl(uri, text);
        return new CelError(
            $"URL parse error during conversion from string: parse {GoText.Quote(text)}: invalid URI for request"
        );
    }

    private static string Rest(CelUrl url)
    {
        if (!url.Value.IsAbsoluteUri)
            return url.Text;
        var host = url.Text.IndexOf("://", StringComparison.Ordinal) + 3;
        var end = url.Text.AsSpan(host).IndexOfAny("/?#");
        return end < 0 ? "" : url.Text[(host + end)..];
    }

    /// <summary>Host and port as they were written: a default port that is given is kept.</summary>
    private static string Authority(CelUrl url)
    {
        var host = url.Text.IndexOf("://", StringComparison.Ordinal) + 3;
        var end = url.Text.AsSpan(host).IndexOfAny("/?#");
        var authority = end < 0 ? url.Text[host..] : url.Text.Substring(host, end);
        return authority[(authority.LastIndexOf('@') + 1)..];
    }

    private static string Port(CelUrl url)
    {
        if (!url.Value.IsAbsoluteUri)
            return "";
        var authority = Authority(url);
        var colon = authority.LastIndexOf(':');
        return colon > authority.LastIndexOf(']') ? authority[(colon + 1)..] : "";
    }

    private static string Path(CelUrl url) => Rest(url).Split('?', '#')[0];

    private static CelMap Query(CelUrl url)
    {
        var rest = Rest(url).Split('#')[0];
        var query = rest.Contains('?', StringComparison.Ordinal)
            ? rest[(rest.IndexOf('?', StringComparison.Ordinal) + 1)..]
            : "";
        var values = query
            .Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('=', 2))
            .Select(pair => (Name: Decode(pair[0]), Value: pair.Length > 1 ? Decode(pair[1]) : ""))
            .GroupBy(pair => pair.Name);
        return new CelMap(
            values.Select(group =>
                KeyValuePair.Create<CelValue, CelValue>(
                    new CelString(group.Key),
                    new CelList([.. group.Select(pair => new CelString(pair.Value))])
                )
            )
        );
    }

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
