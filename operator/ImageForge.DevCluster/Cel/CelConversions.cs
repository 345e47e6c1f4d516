using System.Globalization;
using System.Text;
using ImageForge.DevCluster.Schema;

namespace ImageForge.DevCluster.Cel;

/// <summary>Conversions between types.</summary>
internal static class CelConversions
{
    private static readonly CelError Overflow = new("integer overflow");
    private static readonly CelError UnsignedOverflow = new("unsigned integer overflow");

    public static IEnumerable<CelOverload> All()
    {
        yield return To("int", CelType.Int, CelType.Int, a => a);
        yield return To(
            "int",
            CelType.Uint,
            CelType.Int,
            a => ((CelUint)a).Value <= long.MaxValue ? new CelInt((long)((CelUint)a).Value) : Overflow
        );
        yield return To("int", CelType.Double, CelType.Int, a => IntOf(((CelDouble)a).Value));
        yield return To("int", CelType.String, CelType.Int, a => IntOf(((CelString)a).Value));
        yield return To(
            "int",
            CelType.Timestamp,
            CelType.Int,
            a => new CelInt(((CelTimestamp)a).Value.ToUnixTimeSeconds())
        );
        yield return To("int", CelType.Duration, CelType.Int, a => new CelInt(((CelDuration)a).Nanoseconds));
        yield return To("uint", CelType.Uint, CelType.Uint, a => a);
        yield return To(
            "uint",
            CelType.Int,
            CelType.Uint,
            a => ((CelInt)a).Value >= 0 ? new CelUint((ulong)((CelInt)a).Value) : UnsignedOverflow
        );
        yield return To("uint", CelType.Double, CelType.Uint, a => UintOf(((CelDouble)a).Value));
        yield return To("uint", CelType.String, CelType.Uint, a => UintOf(((CelString)a).Value));
        yield return To("double", CelType.Double, CelType.Double, a => a);
        yield return To("double", CelType.Int, CelType.Double, a => new CelDouble(((CelInt)a).Value));
        yield return To("double", CelType.Uint, CelType.Double, a => new CelDouble(((CelUint)a).Value));
        yield return To("double", CelType.String, CelType.Double, a => DoubleOf(((CelString)a).Value));
        yield return To("bool", CelType.Bool, CelType.Bool, a => a);
        yield return To("bool", CelType.String, CelType.Bool, a => BoolOf(((CelString)a).Value));
        yield return To("bytes", CelType.Bytes, CelType.Bytes, a => a);
        yield return To(
            "bytes",
            CelType.String,
            CelType.Bytes,
            a => new CelBytes(Encoding.UTF8.GetBytes(((CelString)a).Value))
        );
        yield return To("duration", CelType.Duration, CelType.Duration, a => a);
        yield return To("duration", CelType.String, CelType.Duration, a => CelTime.ParseDuration(((CelString)a).Value));
        yield return To("timestamp", CelType.Timestamp, CelType.Timestamp, a => a);
        yield return To(
            "timestamp",
            CelType.String,
            CelType.Timestamp,
            a => CelTime.ParseTimestamp(((CelString)a).Value)
        );
        yield return To("timestamp", CelType.Int, CelType.Timestamp, a => TimestampOf(((CelInt)a).Value));
        foreach (
            var type in new[]
            {
                CelType.Int,
                CelType.Uint,
                CelType.Double,
                CelType.Bool,
                CelType.String,
                CelType.Bytes,
                CelType.Timestamp,
                CelType.Duration,
            }
        )
        {
            yield return To("string", type, CelType.String, StringOf);
        }
        yield return To("dyn", CelType.A, CelType.Dyn, a => a);
        yield return To("type", CelType.A, CelType.TypeOfType, a => new CelTypeValue(a.Type.Name));
    }

    /// <summary>A key as errors show it.</summary>
    public static string Show(CelValue value) =>
        StringOf(value) is CelString text ? text.Value : GoText.Json(CelJson.ToJson(value));

    private static CelValue StringOf(CelValue value) =>
        value switch
        {
            CelString => value,
            CelInt whole => new CelString(GoText.Integer(whole.Value)),
            CelUint whole => new CelString(whole.Value.ToString(CultureInfo.InvariantCulture)),
            CelDouble real => new CelString(GoText.General(real.Value)),
            CelBool flag => new CelString(flag.Value ? "true" : "false"),
            CelBytes bytes => Utf8(bytes.Value),
            CelTimestamp time => new CelString(CelTime.Text(time)),
            CelDuration span => new CelString(CelTime.Text(span)),
            _ => CelError.NoSuchOverload,
        };

    private static CelValue Utf8(byte[] bytes)
    {
        try
        {
            return new CelString(new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes));
        }
        catch (DecoderFallbackException)
        {
            return new CelError("invalid UTF-8 in bytes, cannot convert to string");
        }
    }

    private static CelOverload To(string name, CelType from, CelType to, Func<CelValue, CelValue> convert) =>
        new(name, false, [from], to, a => convert(a[0]));

    private static CelValue IntOf(double value) =>
        double.IsFinite(value) && value > -9.2233720368547758e18 && value < 9.2233720368547758e18
            ? new CelInt((long)value)
            : Overflow;

    private static CelValue UintOf(double value) =>
        double.IsFinite(value) && value >= 0 && value < 1.8446744073709552e19
            ? new CelUint((ulong)value)
            : UnsignedOverflow;

    private static CelValue IntOf(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? new CelInt(value)
            : new CelError($"strconv.ParseInt: parsing {GoText.Quote(text)}: invalid syntax");

    private static CelValue UintOf(string text) =>
        ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? new CelUint(value)
            : new CelError($"strconv.ParseUint: parsing {GoText.Quote(text)}: invalid syntax");

    private static CelValue DoubleOf(string text) =>
        double.TryParse(
            text,
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent,
            CultureInfo.InvariantCulture,
            out var value
        )
            ? new CelDouble(value)
            : new CelError($"strconv.ParseFloat: parsing {GoText.Quote(text)}: invalid syntax");

    private static CelValue BoolOf(string text) =>
        text switch
        {
            "1" or "t" or "T" or "true" or "TRUE" or "True" => CelBool.True,
            "0" or "f" or "F" or "false" or "FALSE" or "False" => CelBool.False,
            _ => new CelError($"strconv.ParseBool: parsing {GoText.Quote(text)}: invalid syntax"),
        };

    private static CelValue TimestampOf(long seconds) =>
        seconds >= DateTimeOffset.MinValue.ToUnixTimeSeconds() && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            ? new CelTimestamp(DateTimeOffset.FromUnixTimeSeconds(seconds))
            : new CelError("timestamp overflow");
}
