using System.Globalization;
using System.Text;

namespace ImageForge.Operator.Tests.Telemetry;

/// <summary>A reader of the Prometheus text format that is strict about what it accepts.</summary>
internal sealed record ParsedMetrics(
    IReadOnlyDictionary<string, string> Types,
    IReadOnlyDictionary<string, double> Values
)
{
    public static ParsedMetrics Parse(string text)
    {
        Assert(text.Length == 0 || text.EndsWith('\n'), "the last line must end");
        var types = new Dictionary<string, string>();
        var values = new Dictionary<string, double>();
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.StartsWith("# TYPE ", StringComparison.Ordinal))
            {
                var words = line.Split(' ');
                Assert(words.Length == 4 && types.TryAdd(words[2], words[3]), $"one type for each name: {line}");
            }
            else if (!line.StartsWith("# HELP ", StringComparison.Ordinal))
            {
                var (series, value) = Sample(line);
                Assert(values.TryAdd(series, value), $"a series appears once: {line}");
            }
        }

        return new(types, values);
    }

    private static (string Series, double Value) Sample(string line)
    {
        var at = 0;
        while (at < line.Length && (char.IsAsciiLetterOrDigit(line[at]) || line[at] is '_' or ':'))
        {
            at++;
        }

        Assert(at > 0 && !char.IsAsciiDigit(line[0]), $"a name: {line}");
        var series = new StringBuilder(line[..at]);
        if (line[at] == '{')
        {
            series.Append('{');
            at++;
            while (line[at] != '}')
            {
                var equals = line.IndexOf('=', at);
                series.Append(line[at..equals]).Append('=');
                Assert(line[equals + 1] == '"', $"a quoted value: {line}");
                at = equals + 2;
                for (; line[at] != '"'; at++)
                {
                    series.Append(line[at] == '\\' ? Unescape(line[++at]) : line[at]);
                }

                at++;
                if (line[at] == ',')
                {
                    series.Append(',');
                    at++;
                }
            }

            series.Append('}');
            at++;
        }

        Assert(line[at] == ' ', $"a space before the value: {line}");
        var number = line[(at + 1)..];
        var value = number switch
        {
            "+Inf" => double.PositiveInfinity,
            "-Inf" => double.NegativeInfinity,
            _ => double.Parse(number, CultureInfo.InvariantCulture),
        };
        return (series.ToString(), value);
    }

    private static char Unescape(char escaped) =>
        escaped switch
        {
            'n' => '\n',
            '"' => '"',
            '\\' => '\\',
            _ => throw new FormatException($"\\{escaped} is no escape"),
        };

    private static void Assert(bool holds, string rule)
    {
        if (!holds)
        {
            throw new FormatException(rule);
        }
    }
}
