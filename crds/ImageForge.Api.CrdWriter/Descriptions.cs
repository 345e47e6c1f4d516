using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace ImageForge.Api.CrdWriter;

/// <summary>
/// What <c>kubectl explain</c> says of a field. It shows neither ranges nor defaults, and of an enumeration only the first
/// values, so the text says them.
/// </summary>
internal static class Descriptions
{
    /// <summary>The text of a field.</summary>
    /// <param name="field">The field.</param>
    /// <param name="value">Its default; null when it has none.</param>
    public static string Of(Field field, JsonNode? value)
    {
        var text = new StringBuilder(field.Summary);
        text.Append(Range(field));
        if (value is JsonValue)
        {
            text.Append(CultureInfo.InvariantCulture, $" Defaults to {Shown(field, value)}.");
        }

        if (field.Type.IsEnum)
        {
            text.Append("\n\nPossible values:");
            foreach (var member in Enum.GetValues(field.Type).Cast<Enum>())
            {
                text.Append(CultureInfo.InvariantCulture, $"\n- {EnumNames.NameOf(member)}: {XmlDocs.Summary(member)}");
            }
        }

        return text.ToString();
    }

    /// <summary>The range of a number as a sentence; empty where there is none.</summary>
    public static string Range(Field field)
    {
        if (field.Get<DecimalAttribute>() is { } range)
        {
            return string.Create(CultureInfo.InvariantCulture, $" From {range.Minimum} to {range.Maximum}.");
        }

        var scalar = field.Type == typeof(int) || field.Type == typeof(long);
        return scalar && field.Get<NumberAttribute>() is { Maximum: < long.MaxValue } limits
            ? string.Create(CultureInfo.InvariantCulture, $" From {limits.Minimum} to {limits.Maximum}.")
            : "";
    }

    // As it is written in YAML: texts that look like numbers need their quotes.
    private static string Shown(Field field, JsonNode value) =>
        field.Type == typeof(string) ? $"\"{value.GetValue<string>()}\"" : value.ToString();
}
