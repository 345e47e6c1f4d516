using System.Globalization;
using System.Text.RegularExpressions;

namespace ImageForge.DevCluster.Schema;

/// <summary>Reads <c>meta/v1 MicroTime</c>, and says of another text what a typed server says.</summary>
internal static partial class GoMicroTime
{
    private const string Layout = "2006-01-02T15:04:05.000000Z07:00";

    // The parts of the layout, with what fits each.
    private static readonly (string Part, Regex Fits)[] Parts =
    [
        ("2006", FourDigits()),
        ("-", Dash()),
        ("01", TwoDigits()),
        ("-", Dash()),
        ("02", TwoDigits()),
        ("T", LetterT()),
        ("15", TwoDigits()),
        (":", Colon()),
        ("04", TwoDigits()),
        (":", Colon()),
        ("05", TwoDigits()),
        (".000000", SixDigits()),
        ("Z07:00", Zone()),
    ];

    /// <summary>Why a text is no such time; null when it is one.</summary>
    public static string? Refusal(string text)
    {
        var at = 0;
        foreach (var (part, fits) in Parts)
        {
            var found = fits.Match(text, at);
            if (!found.Success)
            {
                return $"parsing time {GoText.Quote(text)} as \"{Layout}\": cannot parse {GoText.Quote(text[at..])} as \"{part}\"";
            }
            at += found.Length;
        }
        if (at < text.Length)
        {
            return $"parsing time {GoText.Quote(text)}: extra text: {GoText.Quote(text[at..])}";
        }
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _)
            ? null
            : $"parsing time {GoText.Quote(text)}: a part of it is out of range";
    }

    [GeneratedRegex(@"\G\d{4}")]
    private static partial Regex FourDigits();

    [GeneratedRegex(@"\G\d{2}")]
    private static partial Regex TwoDigits();

    [GeneratedRegex(@"\G\.\d{6}")]
    private static partial Regex SixDigits();

    [GeneratedRegex(@"\G-")]
    private static partial Regex Dash();

    [GeneratedRegex(@"\G:")]
    private static partial Regex Colon();

    [GeneratedRegex(@"\GT")]
    private static partial Regex LetterT();

    [GeneratedRegex(@"\G(Z|[-+]\d\d:\d\d)")]
    private static partial Regex Zone();
}
