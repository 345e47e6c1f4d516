using System.Globalization;
using System.Text.RegularExpressions;

namespace ImageForge.DevCluster.Cel;

/// <summary>Resource quantities such as <c>500m</c> and <c>1Gi</c>.</summary>
internal static partial class CelQuantities
{
    private static readonly Dictionary<string, decimal> Suffixes = new()
    {
        ["n"] = 1e-9m,
        ["u"] = 1e-6m,
        ["m"] = 1e-3m,
        [""] = 1,
        ["k"] = 1e3m,
        ["M"] = 1e6m,
        ["G"] = 1e9m,
        ["T"] = 1e12m,
        ["P"] = 1e15m,
        ["E"] = 1e18m,
        ["Ki"] = 1L << 10,
        ["Mi"] = 1L << 20,
        ["Gi"] = 1L << 30,
        ["Ti"] = 1L << 40,
        ["Pi"] = 1L << 50,
        ["Ei"] = 1L << 60,
    };

    public static IEnumerable<CelOverload> All()
    {
        var quantity = CelType.Quantity;
        yield return new("quantity", false, [CelType.String], quantity, a => Parse(a[0]));
        yield return new(
            "isQuantity",
            false,
            [CelType.String],
            CelType.Bool,
            a => CelBool.Of(Parse(a[0]) is CelQuantity)
        );
        yield return new(
            "isInteger",
            true,
            [quantity],
            CelType.Bool,
            a => CelBool.Of(decimal.Truncate(Q(a[0])) == Q(a[0]) && Math.Abs(Q(a[0])) <= long.MaxValue)
        );
        yield return new(
            "asInteger",
            true,
            [quantity],
            CelType.Int,
            a =>
                decimal.Truncate(Q(a[0])) == Q(a[0]) && Math.Abs(Q(a[0])) <= long.MaxValue
                    ? new CelInt((long)Q(a[0]))
                    : new CelError("cannot convert value to integer")
        );
        yield return new("asApproximateFloat", true, [quantity], CelType.Double, a => new CelDouble((double)Q(a[0])));
        yield return new("sign", true, [quantity], CelType.Int, a => new CelInt(Math.Sign(Q(a[0]))));
        yield return new("add", true, [quantity, quantity], quantity, a => Sum(Q(a[0]), Q(a[1])));
        yield return new("add", true, [quantity, CelType.Int], quantity, a => Sum(Q(a[0]), ((CelInt)a[1]).Value));
        yield return new("sub", true, [quantity, quantity], quantity, a => Sum(Q(a[0]), -Q(a[1])));
        yield return new(
            "sub",
            true,
            [quantity, CelType.Int],
            quantity,
            a => Sum(Q(a[0]), -(decimal)((CelInt)a[1]).Value)
        );
        yield return new("isLessThan", true, [quantity, quantity], CelType.Bool, a => CelBool.Of(Q(a[0]) < Q(a[1])));
        yield return new("isGreaterThan", true, [quantity, quantity], CelType.Bool, a => CelBool.Of(Q(a[0]) > Q(a[1])));
        yield return new(
            "compareTo",
            true,
            [quantity, quantity],
            CelType.Int,
            a => new CelInt(Q(a[0]).CompareTo(Q(a[1])))
        );
    }

    private static decimal Q(CelValue value) => ((CelQuantity)value).Value;

    private static CelValue Sum(decimal left, decimal right)
    {
        try
        {
            return new CelQuantity(left + right);
        }
        catch (OverflowException)
        {
            return new CelError("quantity overflow");
        }
    }

    private static CelValue Parse(CelValue value)
    {
        var match = Text().Match(((CelString)value).Value);
        if (!match.Success)
            return new CelError(
                "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'"
            );
        try
        {
            var number = decimal.Parse(match.Groups["number"].Value, NumberStyles.Number, CultureInfo.InvariantCulture);
            var factor = match.Groups["exponent"].Success
                ? decimal.Parse("1" + match.Groups["exponent"].Value, NumberStyles.Float, CultureInfo.InvariantCulture)
                : Suffixes[match.Groups["suffix"].Value];
            return new CelQuantity(number * factor);
        }
        catch (OverflowException)
        {
            return new CelError("unable to parse quantity's suffix");
        }
    }

    [GeneratedRegex(
        @"^(?<number>[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+))((?<exponent>[eE][+-]?[0-9]{1,2})|(?<suffix>[numkMGTPE]|[KMGTPE]i)?)\z"
    )]
    private static partial Regex Text();
}
