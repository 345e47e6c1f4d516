using ImageForge.DevCluster.Schema;

namespace ImageForge.DevCluster.Cel;

/// <summary>Functions of strings. Lengths count code points.</summary>
internal static class CelStrings
{
    // A rule is given the text once and the pattern again and again.
    private static readonly System.Collections.Concurrent.ConcurrentDictionary<
        string,
        System.Text.RegularExpressions.Regex
    > Patterns = new();
    private static readonly CelType Text = CelType.String;

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

    private static CelInt Size(CelValue text) => new(S(text).EnumerateRunes().Count());

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
}
