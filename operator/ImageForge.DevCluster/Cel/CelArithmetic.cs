using ImageForge.DevCluster.Schema;

namespace ImageForge.DevCluster.Cel;

/// <summary><c>+ - * / %</c> and unary minus. Integers that overflow are an error and never wrap.</summary>
internal static class CelArithmetic
{
    private static readonly CelError Overflow = new("integer overflow");
    private static readonly CelError UnsignedOverflow = new("unsigned integer overflow");
    private static readonly CelError DivisionByZero = new("division by zero");
    private static readonly CelError ModulusByZero = new("modulus by zero");

    public static IEnumerable<CelOverload> All() =>
        Integers().Concat(Unsigned()).Concat(Reals()).Concat(Sequences()).Concat(Times());

    private static IEnumerable<CelOverload> Integers()
    {
        yield return Int("_+_", (a, b) => Checked((Int128)a + b));
        yield return Int("_-_", (a, b) => Checked((Int128)a - b));
        yield return Int("_*_", (a, b) => Checked((Int128)a * b));
        yield return Int("_/_", (a, b) => b == 0 ? DivisionByZero : Checked((Int128)a / b));
        yield return Int("_%_", (a, b) => b == 0 ? ModulusByZero : Checked((Int128)a % b));
        yield return new(
            CelOperators.Negate,
            false,
            [CelType.Int],
            CelType.Int,
            a => Checked(-(Int128)((CelInt)a[0]).Value)
        );
    }

    private static IEnumerable<CelOverload> Unsigned()
    {
        yield return Uint("_+_", (a, b) => CheckedUnsigned((Int128)a + b));
        yield return Uint("_-_", (a, b) => CheckedUnsigned((Int128)a - b));
        yield return Uint("_*_", (a, b) => CheckedUnsigned((Int128)((UInt128)a * b)));
        yield return Uint("_/_", (a, b) => b == 0 ? DivisionByZero : new CelUint(a / b));
        yield return Uint("_%_", (a, b) => b == 0 ? ModulusByZero : new CelUint(a % b));
    }

    private static IEnumerable<CelOverload> Reals()
    {
        yield return Real("_+_", (a, b) => a + b);
        yield return Real("_-_", (a, b) => a - b);
        yield return Real("_*_", (a, b) => a * b);
        yield return Real("_/_", (a, b) => a / b);
        yield return new(
            CelOperators.Negate,
            false,
            [CelType.Double],
            CelType.Double,
            a => new CelDouble(-((CelDouble)a[0]).Value)
        );
    }

    private static IEnumerable<CelOverload> Sequences()
    {
        yield return Plus(
            CelType.String,
            CelType.String,
            CelType.String,
            (a, b) => new CelString(((CelString)a).Value + ((CelString)b).Value)
        );
        yield return Plus(
            CelType.Bytes,
            CelType.Bytes,
            CelType.Bytes,
            (a, b) => new CelBytes([.. ((CelBytes)a).Value, .. ((CelBytes)b).Value])
        );
        var list = CelType.ListOf(CelType.A);
        yield return Plus(list, list, list, (a, b) => Concatenate((CelList)a, (CelList)b));
    }

    private static IEnumerable<CelOverload> Times()
    {
        yield return Plus(
            CelType.Duration,
            CelType.Duration,
            CelType.Duration,
            (a, b) => Span((Int128)Nanos(a) + Nanos(b))
        );
        yield return Plus(CelType.Timestamp, CelType.Duration, CelType.Timestamp, (a, b) => Shift(a, Nanos(b)));
        yield return Plus(CelType.Duration, CelType.Timestamp, CelType.Timestamp, (a, b) => Shift(b, Nanos(a)));
        yield return Minus(
            CelType.Duration,
            CelType.Duration,
            CelType.Duration,
            (a, b) => Span((Int128)Nanos(a) - Nanos(b))
        );
        yield return Minus(
            CelType.Timestamp,
            CelType.Duration,
            CelType.Timestamp,
            (a, b) => Shift(a, -(Int128)Nanos(b))
        );
        yield return Minus(
            CelType.Timestamp,
            CelType.Timestamp,
            CelType.Duration,
            (a, b) => Span((Int128)(((CelTimestamp)a).Value - ((CelTimestamp)b).Value).Ticks * 100)
        );
        yield return new(
            CelOperators.Negate,
            false,
            [CelType.Duration],
            CelType.Duration,
            a => Span(-(Int128)Nanos(a[0]))
        );
    }

    private static CelOverload Int(string name, Func<long, long, CelValue> compute) =>
        new(
            name,
            false,
            [CelType.Int, CelType.Int],
            CelType.Int,
            a => compute(((CelInt)a[0]).Value, ((CelInt)a[1]).Value)
        );

    private static CelOverload Uint(string name, Func<ulong, ulong, CelValue> compute) =>
        new(
            name,
            false,
            [CelType.Uint, CelType.Uint],
            CelType.Uint,
            a => compute(((CelUint)a[0]).Value, ((CelUint)a[1]).Value)
        );

    private static CelOverload Real(string name, Func<double, double, double> compute) =>
        new(
            name,
            false,
            [CelType.Double, CelType.Double],
            CelType.Double,
            a => new CelDouble(compute(((CelDouble)a[0]).Value, ((CelDouble)a[1]).Value))
        );

    private static CelOverload Plus(
        CelType left,
        CelType right,
        CelType result,
        Func<CelValue, CelValue, CelValue> compute
    ) => new("_+_", false, [left, right], result, a => compute(a[0], a[1]));

    private static CelOverload Minus(
        CelType left,
        CelType right,
        CelType result,
        Func<CelValue, CelValue, CelValue> compute
    ) => new("_-_", false, [left, right], result, a => compute(a[0], a[1]));

    private static CelValue Checked(Int128 value) =>
        value >= long.MinValue && value <= long.MaxValue ? new CelInt((long)value) : Overflow;

    private static CelValue CheckedUnsigned(Int128 value) =>
        value >= 0 && value <= ulong.MaxValue ? new CelUint((ulong)value) : UnsignedOverflow;

    private static long Nanos(CelValue value) => ((CelDuration)value).Nanoseconds;

    private static CelValue Span(Int128 nanoseconds) =>
        nanoseconds >= long.MinValue && nanoseconds <= long.MaxValue ? new CelDuration((long)nanoseconds) : Overflow;

    private static CelValue Shift(CelValue time, Int128 nanoseconds)
    {
        var ticks = ((CelTimestamp)time).Value.UtcTicks + (nanoseconds / 100);
        return ticks >= 0 && ticks <= DateTimeOffset.MaxValue.UtcTicks
            ? new CelTimestamp(new DateTimeOffset((long)ticks, TimeSpan.Zero))
            : new CelError("timestamp overflow");
    }

    /// <summary>Lists are appended; sets and lists of type map are merged, the right side winning.</summary>
    private static CelList Concatenate(CelList left, CelList right)
    {
        StructuralSchema? schema = left.Schema ?? right.Schema;
        if (left.IsSet)
        {
            var added = right.Items.Where(item => !left.Items.Any(other => CelEquality.AreEqual(item, other)));
            return new CelList([.. left.Items, .. added], schema);
        }
        if (left.IsMap)
        {
            var keys = left.Schema!.ListMapKeys;
            var merged = left.Items.Select(item =>
                right.Items.LastOrDefault(other => CelEquality.SameKeys(item, other, keys)) ?? item
            );
            var added = right.Items.Where(item => !left.Items.Any(other => CelEquality.SameKeys(item, other, keys)));
            return new CelList([.. merged, .. added], schema);
        }
        return new CelList([.. left.Items, .. right.Items]);
    }
}
