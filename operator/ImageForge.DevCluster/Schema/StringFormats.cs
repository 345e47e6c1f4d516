using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace ImageForge.DevCluster.Schema;

/// <summary>The string formats that are checked; unknown formats are ignored.</summary>
internal static partial class StringFormats
{
    public static bool Matches(string format, string text) =>
        format switch
        {
            "date-time" or "datetime" => IsDateTime(text),
            "date" => DateOnly.TryParseExact(
                text,
                "yyyy-MM-dd",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out _
            ),
            "duration" => Duration().IsMatch(text),
            "uuid" => Uuid().IsMatch(text),
            "uri" => Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out _) && text.Length > 0,
            "ipv4" => IsAddress(text, AddressFamily.InterNetwork),
            "ipv6" => IsAddress(text, AddressFamily.InterNetworkV6),
            "cidr" => IPNetwork.TryParse(text, out _),
            "mac" => Mac().IsMatch(text),
            "hostname" => text.Length <= 255 && Hostname().IsMatch(text),
            "email" => Email().IsMatch(text),
            "byte" => Convert.TryFromBase64String(text, new byte[text.Length], out _),
            _ => true,
        };

    private static bool IsDateTime(string text) =>
        DateTimePattern().IsMatch(text)
        && DateTimeOffset.TryParse(
            text.Replace(' ', 'T').ToUpperInvariant(),
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out _
        );

    private static bool IsAddress(string text, AddressFamily family) =>
        IPAddress.TryParse(text, out var address)
        && address.AddressFamily == family
        && (family == AddressFamily.InterNetworkV6 || address.ToString() == text);

    [GeneratedRegex(@"^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d(:\d\d(\.\d+)?)?([Zz]|[+-]\d\d:\d\d)?\z", RegexOptions.ECMAScript)]
    private static partial Regex DateTimePattern();

    [GeneratedRegex(
        @"^\s*[-+]?(\d+(\.\d*)?|\.\d+)\s*(ns|us|µs|ms|s|m|h|d|w|hr|hrs|min|mins|sec|secs|day|days|week|weeks)(\s*\d+(\.\d*)?\s*(ns|us|µs|ms|s|m|h|d|w))*\z"
    )]
    private static partial Regex Duration();

    [GeneratedRegex(@"^[0-9a-fA-F]{8}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{12}\z")]
    private static partial Regex Uuid();

    [GeneratedRegex(@"^([0-9a-fA-F]{2}[:-]){5}[0-9a-fA-F]{2}\z")]
    private static partial Regex Mac();

    [GeneratedRegex(@"^[a-zA-Z0-9]([-a-zA-Z0-9]{0,61}[a-zA-Z0-9])?(\.[a-zA-Z0-9]([-a-zA-Z0-9]{0,61}[a-zA-Z0-9])?)*\z")]
    private static partial Regex Hostname();

    [GeneratedRegex(@"^[^@\s]+@[^@\s]+\z")]
    private static partial Regex Email();
}
