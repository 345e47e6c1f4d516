namespace ImageForge.Contracts.Plans;

/// <summary>Paths as URIs and back (RFC 3986, RFC 8089): percent-encoding is applied once and removed once.</summary>
public static class FileUri
{
    /// <summary>What a file URI begins with.</summary>
    public const string Scheme = "file://";

    /// <summary>The URI of an absolute path.</summary>
    public static string Of(string path) => Scheme + Encode(path);

    /// <summary>The path of <c>file:///path</c>; null for a URI of another form.</summary>
    public static string? PathOf(string uri) =>
        uri.StartsWith(Scheme + "/", StringComparison.Ordinal) && !HasMore(uri) ? Decode(uri[Scheme.Length..]) : null;

    /// <summary>A path as it stands in a URI; slashes stay.</summary>
    public static string Encode(string path) => string.Join('/', path.Split('/').Select(Uri.EscapeDataString));

    /// <summary>A path of a URI as it is. A percent sign that begins no sequence is itself.</summary>
    public static string Decode(string path) => Uri.UnescapeDataString(path);

    /// <summary>Whether a segment of a URI's path is <c>.</c> or <c>..</c>, percent-encoded or not: it could lead out of its volume.</summary>
    public static bool HasDotSegment(string uri) => Decode(uri).Split('/').Any(segment => segment is "." or "..");

    /// <summary>Whether a URI has a query or a fragment, which no file, claim or bucket has.</summary>
    public static bool HasMore(string uri) => uri.AsSpan().IndexOfAny('?', '#') >= 0;
}
