using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ImageForge.Imaging.Text.Unicode;

namespace ImageForge.Imaging.Tests.Text.Unicode;

/// <summary>Writes Unicode.txt from the Unicode Character Database, as Debian's package unicode-data has it.</summary>
internal static partial class UnicodeTableWriter
{
    /// <summary>Where Debian's package has its files.</summary>
    public const string Folder = "/usr/share/unicode";

    private const int Points = 0x110000;

    /// <summary>The version of the database in a folder.</summary>
    public static string Version(string folder) =>
        VersionName().Match(File.ReadLines(Path.Combine(folder, "LineBreak.txt")).First()).Groups[1].Value;

    public static string Write(string folder)
    {
        Dictionary<string, string> longNames = LongNames(folder);
        string[] bidi = Read(folder, "extracted/DerivedBidiClass.txt", longNames);
        string[] breaks = Resolve(
            Read(folder, "extracted/DerivedLineBreak.txt", longNames),
            Read(folder, "extracted/DerivedGeneralCategory.txt", longNames),
            Read(folder, "extracted/DerivedEastAsianWidth.txt", longNames),
            Read(folder, "emoji/emoji-data.txt", longNames, "Extended_Pictographic")
        );
        var text = new StringBuilder();
        text.Append(
            CultureInfo.InvariantCulture,
            $"""
            # Derived from the Unicode Character Database {Version(folder)} (Debian's package unicode-data).
            # Written by IMAGEFORGE_WRITE_UNICODE=1 and the test UnicodeTests.The_table_is_that_of_the_database.
            # [bidi]: Bidi_Class from a code point to the next that is named. [breaks]: Line_Break likewise, after rule LB1 of
            # UAX 14, and with the names of LineBreakClass. [brackets]: Bidi_Paired_Bracket, opening and closing.

            """
        );
        Append(text, "[bidi]", bidi);
        Append(text, "[breaks]", breaks);
        text.Append("[brackets]\n");
        foreach (string[] line in Lines(folder, "BidiBrackets.txt").Where(l => l[2] == "o"))
        {
            if (UnicodeProperties.Canonical(Hex(line[0])) == Hex(line[0]))
            {
                text.Append(CultureInfo.InvariantCulture, $"{Hex(line[0]):X} {Hex(line[1]):X}\n");
            }
        }

        return text.ToString();
    }

    /// <summary>Rule LB1, and the properties that rules LB30 and LB30b ask for.</summary>
    private static string[] Resolve(string[] breaks, string[] categories, string[] widths, string[] pictographs)
    {
        string[] resolved = new string[Points];
        for (int i = 0; i < Points; i++)
        {
            resolved[i] = breaks[i] switch
            {
                "SA" => categories[i] is "Mn" or "Mc" ? "CM" : "AL",
                "AI" or "SG" or "XX" => "AL",
                "CJ" => "NS",
                "OP" or "CP" when widths[i] is "F" or "W" or "H" => breaks[i] + "E",
                "ID" when pictographs[i] == "Extended_Pictographic" && categories[i] == "Cn" => "IDE",
                var other => other,
            };
        }

        return resolved;
    }

    private static void Append(StringBuilder text, string section, string[] values)
    {
        text.Append(CultureInfo.InvariantCulture, $"{section}\n");
        for (int i = 0; i < Points; i++)
        {
            if (i == 0 || values[i] != values[i - 1])
            {
                text.Append(CultureInfo.InvariantCulture, $"{i:X} {values[i]}\n");
            }
        }
    }

    /// <summary>The values of a property; first those of its @missing lines.</summary>
    private static string[] Read(string folder, string file, Dictionary<string, string> longNames, string? only = null)
    {
        string[] values = new string[Points];
        string property =
            file.Contains("Bidi", StringComparison.Ordinal) ? "bc"
            : file.Contains("LineBreak", StringComparison.Ordinal) ? "lb"
            : file.Contains("Width", StringComparison.Ordinal) ? "ea"
            : "gc";
        if (only is null)
        {
            foreach (string line in File.ReadLines(Path.Combine(folder, file)))
            {
                if (Missing().Match(line) is { Success: true, Groups: var groups })
                {
                    Fill(groups[1].Value, longNames[$"{property} {groups[2].Value}"]);
                }
            }
        }

        foreach (string[] line in Lines(folder, file).Where(l => only is null || l[1] == only))
        {
            Fill(line[0], line[1]);
        }

        return values;

        void Fill(string range, string value)
        {
            string[] ends = range.Split("..");
            Array.Fill(values, value, Hex(ends[0]), Hex(ends[^1]) - Hex(ends[0]) + 1);
        }
    }

    private static Dictionary<string, string> LongNames(string folder)
    {
        var names = new Dictionary<string, string>();
        foreach (string[] line in Lines(folder, "PropertyValueAliases.txt"))
        {
            names.TryAdd($"{line[0]} {line[2]}", line[1]);
        }

        return names;
    }

    private static IEnumerable<string[]> Lines(string folder, string file) =>
        File.ReadLines(Path.Combine(folder, file))
            .Select(l => l.Split('#')[0])
            .Where(l => l.Contains(';', StringComparison.Ordinal))
            .Select(l => l.Split(';', StringSplitOptions.TrimEntries));

    private static int Hex(string digits) => int.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"-(\d+\.\d+\.\d+)\.txt")]
    private static partial Regex VersionName();

    [GeneratedRegex(@"^# @missing: ([0-9A-F.]+); (\w+)")]
    private static partial Regex Missing();
}
