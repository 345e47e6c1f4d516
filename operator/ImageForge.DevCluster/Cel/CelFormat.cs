using System.Globalization;
using System.Text;
using ImageForge.DevCluster.Schema;

namespace ImageForge.DevCluster.Cel;

/// <summary><c>'…%s…'.format([…])</c>.</summary>
internal static class CelFormat
{
    public static CelValue Format(string template, CelList arguments)
    {
        var output = new StringBuilder();
        var next = 0;
        for (var i = 0; i < template.Length; i++)
        {
            if (template[i] != '%')
            {
                output.Append(template[i]);
                continue;
            }
            if (++i >= template.Length)
                return new CelError("unexpected end of string");
            if (template[i] == '%')
            {
                output.Append('%');
                continue;
            }
            var precision = 6;
            if (template[i] == '.')
            {
                var start = ++i;
                while (i < template.Length && char.IsAsciiDigit(template[i]))
                    i++;
                if (i >= template.Length || i - start is 0 or > 3)
                    return new CelError("invalid precision in format string");
                precision = int.Parse(template.AsSpan(start, i - start), CultureInfo.InvariantCulture);
            }
            if (next >= arguments.Items.Count)
                return new CelError($"index {next} out of range");
            if (Clause(template[i], arguments.Items[next++], precision) is not { } text)
                return new CelError(
                    $"could not parse formatting clause: unrecognized formatting clause \"{template[i]}\" for its argument"
                );
            output.Append(text);
        }
        return new CelString(output.ToString());
    }

    private static string? Clause(char letter, CelValue value, int precision) =>
        (letter, value) switch
        {
            ('s', _) => Show(value, nested: false),
            ('d', CelInt whole) => GoText.Integer(whole.Value),
            ('d', CelUint whole) => whole.Value.ToString(CultureInfo.InvariantCulture),
            ('f', CelDouble real) => real.Value.ToString("F" + precision, CultureInfo.InvariantCulture),
            ('f', CelInt whole) => ((double)whole.Value).ToString("F" + precision, CultureInfo.InvariantCulture),
            ('e', CelDouble real) => real.Value.ToString(
                precision == 0 ? "0e+00" : $"0.{new string('0', precision)}e+00",
                CultureInfo.InvariantCulture
            ),
            ('b', CelInt whole) => Radix(whole.Value, 2),
            ('b', CelBool flag) => flag.Value ? "1" : "0",
            ('o', CelInt whole) => Radix(whole.Value, 8),
            ('x', CelInt whole) => Radix(whole.Value, 16),
            ('X', CelInt whole) => Radix(whole.Value, 16).ToUpperInvariant(),
            ('x', CelString text) => Convert.ToHexStringLower(Encoding.UTF8.GetBytes(text.Value)),
            ('X', CelString text) => Convert.ToHexString(Encoding.UTF8.GetBytes(text.Value)),
            _ => null,
        };

    private static string Radix(long value, int radix) =>
        value == long.MinValue ? "-" + Convert.ToString(value, radix)
        : value < 0 ? "-" + Convert.ToString(-value, radix)
        : Convert.ToString(value, radix);

    private static string Show(CelValue value, bool nested) =>
        value switch
        {
            CelString text => nested ? GoText.Quote(text.Value) : text.Value,
            CelNull => "null",
            CelTypeValue type => type.TypeName,
            CelList list => $"[{string.Join(", ", list.Items.Select(item => Show(item, nested: true)))}]",
            CelMap map =>
                $"{{{string.Join(", ", map.Entries.Select(e => $"{Show(e.Key, nested: true)}: {Show(e.Value, nested: true)}").Order(StringComparer.Ordinal))}}}",
            _ => CelConversions.Show(value),
        };
}
