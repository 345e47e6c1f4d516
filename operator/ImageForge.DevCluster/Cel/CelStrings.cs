using System.Text;
using ImageForge.DevCluster.Schema;

namespace ImageForge.DevCluster.Cel;

/// <summary>Functions of strings. Positions and lengths count code points.</summary>
internal static class CelStrings
{
    // A rule is given the text once and the pattern again and again.
    private static readonly System.Collections.Concurrent.ConcurrentDictionary<
        string,
        System.Text.RegularExpressions.Regex
    > Patterns = new();
    private static readonly CelType Text = CelType.String;
    private static readonly CelType Texts = CelType.ListOf(CelType.String);

    public static IEnumerable<CelOverload> All()
    {
        yield return Member(
            "contains",
            [Text, Text],
            CelType.Bool,
            a => CelBool.Of(S(a[0]).Contains(S(a[1]), StringComparison.Ordinal))
        );
        yield return Member(
            "startsWith",
            [Text, Text],
            CelType.Bool,
            a => CelBool.Of(S(a[0]).StartsWith(S(a[1]), StringComparison.Ordinal))
        );
        yield return Member(
            "endsWith",
            [Text, Text],
            CelType.Bool,
            a => CelBool.Of(S(a[0]).EndsWith(S(a[1]), StringComparison.Ordinal))
        );
        yield return Member(
            "matches",
            [Text, Text],
            CelType.Bool,
            a => WithPattern(S(a[1]), p => CelBool.Of(p.IsMatch(S(a[0]))))
        );
        yield return new(
            "matches",
            false,
            [Text, Text],
            CelType.Bool,
            a => WithPattern(S(a[1]), p => CelBool.Of(p.IsMatch(S(a[0]))))
        );
        yield return Member(
            "find",
            [Text, Text],
            Text,
            a => WithPattern(S(a[1]), p => new CelString(p.Match(S(a[0])).Value))
        );
        yield return Member("findAll", [Text, Text], Texts, a => FindAll(S(a[0]), S(a[1]), -1));
        yield return Member("findAll", [Text, Text, CelType.Int], Texts, a => FindAll(S(a[0]), S(a[1]), I(a[2])));
        yield return Member(
            "lowerAscii",
            [Text],
            Text,
            a => Map(S(a[0]), c => char.IsAsciiLetterUpper(c) ? (char)(c | 0x20) : c)
        );
        yield return Member(
            "upperAscii",
            [Text],
            Text,
            a => Map(S(a[0]), c => char.IsAsciiLetterLower(c) ? (char)(c & ~0x20) : c)
        );
        yield return Member("trim", [Text], Text, a => new CelString(S(a[0]).Trim()));
        yield return Member(
            "reverse",
            [Text],
            Text,
            a => new CelString(string.Concat(S(a[0]).EnumerateRunes().Reverse().Select(r => r.ToString())))
        );
        yield return Member("charAt", [Text, CelType.Int], Text, a => CharAt(S(a[0]), I(a[1])));
        yield return Member("indexOf", [Text, Text], CelType.Int, a => IndexOf(S(a[0]), S(a[1]), 0));
        yield return Member("indexOf", [Text, Text, CelType.Int], CelType.Int, a => IndexOf(S(a[0]), S(a[1]), I(a[2])));
        yield return Member(
            "lastIndexOf",
            [Text, Text],
            CelType.Int,
            a => LastIndexOf(S(a[0]), S(a[1]), long.MaxValue)
        );
        yield return Member(
            "lastIndexOf",
            [Text, Text, CelType.Int],
            CelType.Int,
            a => LastIndexOf(S(a[0]), S(a[1]), I(a[2]))
        );
        yield return Member("substring", [Text, CelType.Int], Text, a => Substring(S(a[0]), I(a[1]), null));
        yield return Member(
            "substring",
            [Text, CelType.Int, CelType.Int],
            Text,
            a => Substring(S(a[0]), I(a[1]), I(a[2]))
        );
        yield return Member("replace", [Text, Text, Text], Text, a => Replace(S(a[0]), S(a[1]), S(a[2]), -1));
        yield return Member(
            "replace",
            [Text, Text, Text, CelType.Int],
            Text,
            a => Replace(S(a[0]), S(a[1]), S(a[2]), I(a[3]))
        );
        yield return Member("split", [Text, Text], Texts, a => Split(S(a[0]), S(a[1]), -1));
        yield return Member("split", [Text, Text, CelType.Int], Texts, a => Split(S(a[0]), S(a[1]), I(a[2])));
        yield return Member("join", [Texts], Text, a => Join((CelList)a[0], ""));
        yield return Member("join", [Texts, Text], Text, a => Join((CelList)a[0], S(a[1])));
        yield return Member(
            "format",
            [Text, CelType.ListOf(CelType.Dyn)],
            Text,
            a => CelFormat.Format(S(a[0]), (CelList)a[1])
        );
        yield return new("strings.quote", false, [Text], Text, a => new CelString(GoText.Quote(S(a[0]))));
        yield return new("size", false, [Text], CelType.Int, a => Size(a[0]));
        yield return Member("size", [Text], CelType.Int, a => Size(a[0]));
        yield return new("size", false, [CelType.Bytes], CelType.Int, a => new CelInt(((CelBytes)a[0]).Value.Length));
        yield return Member("size", [CelType.Bytes], CelType.Int, a => new CelInt(((CelBytes)a[0]).Value.Length));
    }

    private static CelOverload Member(
        string name,
        CelType[] parameters,
        CelType result,
        Func<IReadOnlyList<CelValue>, CelValue> invoke
    ) => new(name, true, parameters, result, invoke);

    private static string S(CelValue value) => ((CelString)value).Value;

    private static long I(CelValue value) => ((CelInt)value).Value;

    private static Rune[] Runes(string text) => [.. text.EnumerateRunes()];

    private static CelInt Size(CelValue text) => new(Runes(S(text)).Length);

    private static CelString Map(string text, Func<char, char> change) => new(string.Concat(text.Select(change)));

    private static CelValue WithPattern(string pattern, Func<System.Text.RegularExpressions.Regex, CelValue> use)
    {
        try
        {
            return use(Patterns.GetOrAdd(pattern, Re2.Compile));
        }
        catch (PatternException e)
        {
            return new CelError(e.Message);
        }
    }

    private static CelValue FindAll(string text, string pattern, long limit) =>
        WithPattern(
            pattern,
            regex => new CelList([
                .. regex
                    .Matches(text)
                    .Take(limit < 0 ? int.MaxValue : (int)Math.Min(limit, int.MaxValue))
                    .Select(match => new CelString(match.Value)),
            ])
        );

    private static CelValue CharAt(string text, long index)
    {
        var runes = Runes(text);
        if (index < 0 || index > runes.Length)
            return OutOfRange(index);
        return new CelString(index == runes.Length ? "" : runes[index].ToString());
    }

    private static CelValue Substring(string text, long start, long? end)
    {
        var runes = Runes(text);
        if (start < 0 || start > runes.Length)
            return OutOfRange(start);
        var stop = end ?? runes.Length;
        if (stop < 0 || stop > runes.Length)
            return OutOfRange(stop);
        if (start > stop)
            return new CelError($"invalid substring range. start: {start}, end: {stop}");
        return new CelString(string.Concat(runes[(int)start..(int)stop].Select(rune => rune.ToString())));
    }

    private static CelValue IndexOf(string text, string part, long from)
    {
        var runes = Runes(text);
        if (from < 0 || from > runes.Length)
            return from == 0 ? new CelInt(0) : OutOfRange(from);
        return new CelInt(runes.AsSpan((int)from).IndexOf(Runes(part)) is var found and >= 0 ? found + from : -1);
    }

    private static CelValue LastIndexOf(string text, string part, long from)
    {
        var (runes, wanted) = (Runes(text), Runes(part));
        if (from != long.MaxValue && (from < 0 || from >= Math.Max(1, runes.Length)))
            return OutOfRange(from);
        var limit = (int)Math.Min(runes.Length, from == long.MaxValue ? runes.Length : from + wanted.Length);
        return new CelInt(runes.AsSpan(0, limit).LastIndexOf(wanted));
    }

    private static CelError OutOfRange(long index) => new($"index out of range: {index}");

    private static CelString Replace(string text, string old, string with, long limit)
    {
        if (limit < 0 && old.Length > 0)
            return new CelString(text.Replace(old, with, StringComparison.Ordinal));
        var output = new StringBuilder();
        var position = 0;
        var count = 0L;
        if (old.Length == 0)
        {
            foreach (var rune in text.EnumerateRunes())
                output.Append(limit < 0 || count++ < limit ? with : "").Append(rune.ToString());
            return new CelString(output.Append(limit < 0 || count < limit ? with : "").ToString());
        }
        while (count < limit && text.IndexOf(old, position, StringComparison.Ordinal) is var found and >= 0)
        {
            output.Append(text, position, found - position).Append(with);
            position = found + old.Length;
            count++;
        }
        return new CelString(output.Append(text, position, text.Length - position).ToString());
    }

    private static CelList Split(string text, string separator, long limit)
    {
        if (limit == 0)
            return new CelList([]);
        var count = limit < 0 ? int.MaxValue : (int)Math.Min(limit, int.MaxValue);
        IEnumerable<string> parts =
            separator.Length > 0 ? text.Split(separator, count)
            : text.Length == 0 ? []
            : Letters(text, count);
        return new CelList([.. parts.Select(part => new CelString(part))]);
    }

    private static IEnumerable<string> Letters(string text, int count)
    {
        var runes = Runes(text);
        var single = Math.Min(runes.Length, count) - (count < runes.Length ? 1 : 0);
        foreach (var rune in runes.Take(single))
            yield return rune.ToString();
        if (single < runes.Length)
            yield return string.Concat(runes.Skip(single).Select(rune => rune.ToString()));
    }

    private static CelValue Join(CelList list, string separator) =>
        list.Items.All(item => item is CelString)
            ? new CelString(string.Join(separator, list.Items.Select(S)))
            : CelError.NoSuchOverload;
}
