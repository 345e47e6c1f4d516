using System.Globalization;

namespace ImageForge.DevCluster.Cel;

/// <summary>Equality and order of values; numbers compare by value across their types.</summary>
internal static class CelEquality
{
    public static bool AreEqual(CelValue left, CelValue right) =>
        (left, right) switch
        {
            (CelList a, CelList b) => a.IsSet || b.IsSet ? SameSet(a, b)
            : a.IsMap || b.IsMap ? SameByKeys(a, b)
            : a.Items.Count == b.Items.Count && a.Items.Zip(b.Items).All(pair => AreEqual(pair.First, pair.Second)),
            (CelMap a, CelMap b) => a.Entries.Count == b.Entries.Count
                && a.Entries.All(entry => b.Find(entry.Key) is { } other && AreEqual(entry.Value, other)),
            (CelBytes a, CelBytes b) => a.Value.AsSpan().SequenceEqual(b.Value),
            _ when IsNumber(left) && IsNumber(right) => CompareNumbers(left, right) == 0,
            _ => left.Equals(right),
        };

    /// <summary>The order of two values, or null where they have none.</summary>
    public static int? Compare(CelValue left, CelValue right) =>
        (left, right) switch
        {
            (CelString a, CelString b) => string.CompareOrdinal(a.Value, b.Value),
            (CelBool a, CelBool b) => a.Value.CompareTo(b.Value),
            (CelTimestamp a, CelTimestamp b) => a.Value.CompareTo(b.Value),
            (CelDuration a, CelDuration b) => a.Nanoseconds.CompareTo(b.Nanoseconds),
            (CelBytes a, CelBytes b) => a.Value.AsSpan().SequenceCompareTo(b.Value),
            _ when IsNumber(left) && IsNumber(right) => CompareNumbers(left, right),
            _ => null,
        };

    private static bool IsNumber(CelValue value) => value is CelInt or CelUint or CelDouble;

    /// <summary>Null where one is not a number (NaN).</summary>
    private static int? CompareNumbers(CelValue left, CelValue right)
    {
        if (left is not CelDouble && right is not CelDouble)
        {
            return Exact(left).CompareTo(Exact(right));
        }
        var (a, b) = (Real(left), Real(right));
        if (double.IsNaN(a) || double.IsNaN(b))
        {
            return null;
        }
        // Doubles cannot tell large integers apart, so those are compared exactly where the double is whole.
        return Math.Abs(a) < 1e28 && Math.Abs(b) < 1e28 && Math.Floor(a) == a && Math.Floor(b) == b
            ? Exact(left).CompareTo(Exact(right))
            : a.CompareTo(b);
    }

    private static Int128 Exact(CelValue value) =>
        value switch
        {
            CelInt whole => whole.Value,
            CelUint whole => whole.Value,
            CelDouble real => (Int128)real.Value,
            _ => throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{value} is no number")),
        };

    private static double Real(CelValue value) => value is CelDouble real ? real.Value : (double)Exact(value);

    private static bool SameSet(CelList a, CelList b) =>
        a.Items.Count == b.Items.Count && a.Items.All(item => b.Items.Any(other => AreEqual(item, other)));

    private static bool SameByKeys(CelList a, CelList b)
    {
        var keys = (a.Schema ?? b.Schema)!.ListMapKeys;
        return a.Items.Count == b.Items.Count
            && a.Items.All(item => b.Items.Any(other => SameKeys(item, other, keys) && AreEqual(item, other)));
    }

    /// <summary>Whether two items of a list of type map are the same entry.</summary>
    public static bool SameKeys(CelValue left, CelValue right, IReadOnlyList<string> keys) =>
        left is CelMap a
        && right is CelMap b
        && keys.Select(key => new CelString(CelNames.Escape(key) ?? key))
            .All(key =>
                (a.Find(key), b.Find(key)) switch
                {
                    (null, null) => true,
                    ({ } x, { } y) => AreEqual(x, y),
                    _ => false,
                }
            );
}
