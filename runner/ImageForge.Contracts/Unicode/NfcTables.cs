using System.Collections.Frozen;
using System.Globalization;

namespace ImageForge.Contracts.Unicode;

/// <summary>The tables of <c>Nfc.txt</c>, which says how it is written.</summary>
internal sealed class NfcTables
{
    /// <summary>Nothing below combines.</summary>
    private const int FirstCombining = 0x300;

    private readonly FrozenDictionary<int, byte> _classes;

    private NfcTables(
        Dictionary<int, (int First, int? Second)> decompositions,
        Dictionary<(int First, int Second), int> compositions,
        Dictionary<int, byte> classes
    )
    {
        Decompositions = decompositions.ToFrozenDictionary();
        Compositions = compositions.ToFrozenDictionary();
        _classes = classes.ToFrozenDictionary();
    }

    public FrozenDictionary<int, (int First, int? Second)> Decompositions { get; }

    public FrozenDictionary<(int First, int Second), int> Compositions { get; }

    /// <summary>The canonical combining class of a code point.</summary>
    public int ClassOf(int point) => point < FirstCombining ? 0 : _classes.GetValueOrDefault(point);

    public static NfcTables Load()
    {
        var decompositions = new Dictionary<int, (int, int?)>();
        var compositions = new Dictionary<(int, int), int>();
        var classes = new Dictionary<int, byte>();
        using var text = new StreamReader(typeof(NfcTables).Assembly.GetManifestResourceStream("Nfc.txt")!);
        while (text.ReadLine() is { } line)
        {
            if (line.StartsWith('#'))
            {
                continue;
            }

            if (line.Split('/') is [var range, var combining])
            {
                string[] ends = range.Split('-');
                for (int point = Hex(ends[0]); point <= Hex(ends[1]); point++)
                {
                    classes.Add(point, byte.Parse(combining, CultureInfo.InvariantCulture));
                }

                continue;
            }

            string[] parts = line.Split(' ');
            int whole = Hex(parts[0][..^1]);
            int first = Hex(parts[1]);
            int? second = parts.Length > 2 ? Hex(parts[2]) : null;
            decompositions.Add(whole, (first, second));
            if (parts[0][^1] == ':')
            {
                compositions.Add((first, second!.Value), whole);
            }
        }

        return new NfcTables(decompositions, compositions, classes);
    }

    private static int Hex(string digits) => int.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
