namespace ImageForge.DevCluster.Cel;

/// <summary>Comparison, membership, negation and indexing.</summary>
internal static class CelOperators
{
    public const string In = "@in";
    public const string Not = "!_";
    public const string Negate = "-_";
    public const string Index = "_[_]";
    public const string Equal = "_==_";
    public const string NotEqual = "_!=_";

    private static readonly CelType[] Ordered =
    [
        CelType.String,
        CelType.Bool,
        CelType.Bytes,
        CelType.Timestamp,
        CelType.Duration,
    ];

    private static readonly CelType[] Numbers = [CelType.Int, CelType.Uint, CelType.Double];

    public static IEnumerable<CelOverload> All()
    {
        yield return Global(
            Equal,
            [CelType.A, CelType.A],
            CelType.Bool,
            a => CelBool.Of(CelEquality.AreEqual(a[0], a[1]))
        );
        yield return Global(
            NotEqual,
            [CelType.A, CelType.A],
            CelType.Bool,
            a => CelBool.Of(!CelEquality.AreEqual(a[0], a[1]))
        );
        yield return Global(Not, [CelType.Bool], CelType.Bool, a => CelBool.Of(!((CelBool)a[0]).Value));

        foreach (var (symbol, holds) in Comparisons())
        {
            foreach (var type in Ordered)
            {
                yield return Comparison(symbol, type, type, holds);
            }
            foreach (var left in Numbers)
            {
                foreach (var right in Numbers)
                {
                    yield return Comparison(symbol, left, right, holds);
                }
            }
        }

        yield return Global(
            In,
            [CelType.A, CelType.ListOf(CelType.A)],
            CelType.Bool,
            a => Contains(a[0], (CelList)a[1])
        );
        yield return Global(
            In,
            [CelType.A, CelType.MapOf(CelType.A, CelType.B)],
            CelType.Bool,
            a => CelBool.Of(((CelMap)a[1]).Find(a[0]) is not null)
        );
        yield return Global(Index, [CelType.ListOf(CelType.A), CelType.Dyn], CelType.A, a => At((CelList)a[0], a[1]));
        yield return Global(
            Index,
            [CelType.MapOf(CelType.A, CelType.B), CelType.A],
            CelType.B,
            a => At((CelMap)a[0], a[1])
        );
    }

    private static CelOverload Global(
        string name,
        CelType[] parameters,
        CelType result,
        Func<IReadOnlyList<CelValue>, CelValue> invoke
    ) => new(name, IsMember: false, parameters, result, invoke);

    private static (string Symbol, Func<int, bool> Holds)[] Comparisons() =>
        [("_<_", c => c < 0), ("_<=_", c => c <= 0), ("_>_", c => c > 0), ("_>=_", c => c >= 0)];

    private static CelOverload Comparison(string symbol, CelType left, CelType right, Func<int, bool> holds) =>
        Global(
            symbol,
            [left, right],
            CelType.Bool,
            // Not a number is neither less nor greater than anything.
            a => CelBool.Of(CelEquality.Compare(a[0], a[1]) is { } order && holds(order))
        );

    private static CelBool Contains(CelValue item, CelList list) =>
        CelBool.Of(list.Items.Any(other => CelEquality.AreEqual(item, other)));

    private static CelValue At(CelList list, CelValue index)
    {
        long? position = index switch
        {
            CelInt whole => whole.Value,
            CelUint { Value: <= long.MaxValue } whole => (long)whole.Value,
            CelDouble real when Math.Floor(real.Value) == real.Value && Math.Abs(real.Value) < int.MaxValue => (long)
                real.Value,
            _ => null,
        };
        if (position is null)
        {
            return CelError.NoSuchOverload;
        }
        return position >= 0 && position < list.Items.Count
            ? list.Items[(int)position]
            : new CelError($"index out of bounds: {position}");
    }

    private static CelValue At(CelMap map, CelValue key) =>
        map.Find(key) ?? new CelError($"no such key: {CelConversions.Show(key)}");
}
