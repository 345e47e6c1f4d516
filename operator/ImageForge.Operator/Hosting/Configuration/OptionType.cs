using System.Globalization;
using System.Text.RegularExpressions;
using ImageForge.Api.Common;

namespace ImageForge.Operator.Hosting.Configuration;

/// <summary>
/// Which values an option takes. The operator checks them; its reference and the schema of the chart's values follow from
/// them.
/// </summary>
internal abstract record OptionType
{
    private OptionType() { }

    /// <summary>What a value must be, for messages; of a list, what an item must be.</summary>
    public abstract string Form { get; }

    /// <summary>Whether a value may be this, in the form that a flag has; of a list, an item.</summary>
    public abstract bool Allows(string text);

    private static bool IsWhole(string text, long least, long most) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number >= least
        && number <= most;

    /// <summary>True or false; as a flag, no value is true.</summary>
    public sealed record Switch : OptionType
    {
        public override string Form => "true or false";

        public override bool Allows(string text) => text is "true" or "false";
    }

    /// <summary>A whole number.</summary>
    /// <param name="Least">Smallest value, not negative.</param>
    /// <param name="Most">Largest value.</param>
    public sealed record Number(int Least, int Most) : OptionType
    {
        public override string Form => $"a number from {Least} to {Most}";

        public override bool Allows(string text) => IsWhole(text, Least, Most);
    }

    /// <summary>A duration such as 1h30m, as specs have; as a flag, seconds.</summary>
    /// <param name="IsZeroAllowed">Whether it may be 0.</param>
    public sealed record Duration(bool IsZeroAllowed) : OptionType
    {
        /// <summary>How a file writes it, if it has at least <see cref="MinLength"/> characters.</summary>
        public const string Pattern = DurationAttribute.Format;

        /// <summary>The pattern takes an empty text too.</summary>
        public const int MinLength = 2;

        /// <summary>Most seconds: the longest duration that the pattern takes.</summary>
        public const long Most = 999_999L * (3600 + 60 + 1);

        public int Least => IsZeroAllowed ? 0 : 1;

        public override string Form => $"a number of seconds from {Least} to {Most}";

        public override bool Allows(string text) => IsWhole(text, Least, Most);

        /// <summary>The seconds of a file's text, as a flag has them; null if it is not a duration.</summary>
        public static string? Seconds(string text) =>
            text.Length >= MinLength && IsWholeMatch(text, Pattern)
                ? DurationText.Parse(text).TotalSeconds.ToString("0", CultureInfo.InvariantCulture)
                : null;
    }

    /// <summary>One of some words.</summary>
    public sealed record Choice(params string[] Words) : OptionType
    {
        public override string Form =>
            Words is [.. var others, var last] ? $"{string.Join(", ", others)} or {last}" : "";

        public override bool Allows(string text) => Words.Contains(text, StringComparer.Ordinal);
    }

    /// <summary>A text.</summary>
    /// <param name="Form">What it must be.</param>
    /// <param name="Pattern">Regular expression (RE2, from ^ to $) that it matches; more may be checked where it is read.</param>
    /// <param name="MaxLength">Most characters.</param>
    public sealed record Text(string Form, string Pattern, int? MaxLength = null) : OptionType
    {
        /// <summary>A name of Kubernetes, to be part of a pattern.</summary>
        public const string Subdomain = "[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*";

        /// <summary>The value of a label, to be part of a pattern.</summary>
        public const string Word = "[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?";

        public const string HttpUrl = "^https?://.+$";

        private const string Octet = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
        private const string IPv4 = $@"({Octet}\.){{3}}{Octet}";

        // In outline: .NET checks the number of groups.
        private const string IPv6 = $"[0-9A-Fa-f]{{0,4}}(:[0-9A-Fa-f]{{0,4}}){{1,7}}:([0-9A-Fa-f]{{0,4}}|{IPv4})";

        public static Text File { get; } = new("a file", "^.+$");

        public static Text NamespaceName { get; } = new("a namespace name", "^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$");

        public static Text SecretName { get; } = new("a Secret name", $"^{Subdomain}$", 253);

        public static Text Image { get; } = new("an image reference", "^[A-Za-z0-9][A-Za-z0-9._:/@-]*$");

        public static Text Cidr { get; } =
            new(
                "a CIDR such as 10.0.0.0/8",
                $"^({IPv4}(/(3[0-2]|[12]?[0-9]))?|{IPv6}(/(12[0-8]|1[01][0-9]|[1-9]?[0-9]))?)$"
            );

        public override string Form { get; } = Form;

        public override bool Allows(string text) =>
            text.Length <= (MaxLength ?? int.MaxValue) && IsWholeMatch(text, Pattern);
    }

    /// <summary>A list of texts; as a flag, with commas or given again.</summary>
    public sealed record List(Text Item) : OptionType
    {
        public override string Form => Item.Form;

        public override bool Allows(string text) => Item.Allows(text);
    }

    // In .NET, $ is also before a line feed at the end.
    private static bool IsWholeMatch(string text, string pattern) =>
        Regex.Match(text, pattern, RegexOptions.CultureInvariant) is { Success: true } match
        && match.Length == text.Length;
}
