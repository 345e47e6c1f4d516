using System.Collections.Frozen;
using System.Globalization;

namespace ImageForge.Imaging.Text.Unicode;

/// <summary>Bidi_Class (UAX 9), by its short names.</summary>
internal enum BidiClass : byte
{
    L,
    R,
    AL,
    EN,
    ES,
    ET,
    AN,
    CS,
    NSM,
    BN,
    B,
    S,
    WS,
    ON,
    LRE,
    LRO,
    RLE,
    RLO,
    PDF,
    LRI,
    RLI,
    FSI,
    PDI,
}

/// <summary>
/// Line_Break (UAX 14), by its short names, as rule LB1 resolves it: AI, SA, SG, XX and CJ are AL, CM or NS. OPE and CPE are
/// the OP and CP that are East Asian (LB30), and IDE is the ID that is kept for emoji and not assigned yet (LB30b).
/// </summary>
internal enum LineBreakClass : byte
{
    AL,
    B2,
    BA,
    BB,
    BK,
    CB,
    CL,
    CM,
    CP,
    CPE,
    CR,
    EB,
    EM,
    EX,
    GL,
    H2,
    H3,
    HL,
    HY,
    ID,
    IDE,
    IN,
    IS,
    JL,
    JT,
    JV,
    LF,
    NL,
    NS,
    NU,
    OP,
    OPE,
    PO,
    PR,
    QU,
    RI,
    SP,
    SY,
    WJ,
    ZW,
    ZWJ,
}

/// <summary>The tables of <c>Unicode.txt</c>, which says how it is written. They are read when they are first asked.</summary>
internal sealed class UnicodeProperties
{
    private static readonly Lazy<UnicodeProperties> Tables = new(() => new UnicodeProperties());

    private readonly Ranges<BidiClass> _bidi = new();
    private readonly Ranges<LineBreakClass> _breaks = new();
    private readonly FrozenDictionary<int, (int Pair, bool Opens)> _brackets;

    private UnicodeProperties()
    {
        using var text = new StreamReader(typeof(UnicodeProperties).Assembly.GetManifestResourceStream("Unicode.txt")!);
        var brackets = new Dictionary<int, (int, bool)>();
        string section = "";
        while (text.ReadLine() is { } line)
        {
            if (line.StartsWith('#'))
            {
                continue;
            }

            if (line.StartsWith('['))
            {
                section = line;
                continue;
            }

            string[] parts = line.Split(' ');
            switch (section)
            {
                case "[bidi]":
                    _bidi.Add(Hex(parts[0]), Enum.Parse<BidiClass>(parts[1]));
                    break;
                case "[breaks]":
                    _breaks.Add(Hex(parts[0]), Enum.Parse<LineBreakClass>(parts[1]));
                    break;
                default:
                    brackets.Add(Hex(parts[0]), (Hex(parts[1]), true));
                    brackets.Add(Hex(parts[1]), (Hex(parts[0]), false));
                    break;
            }
        }

        _brackets = brackets.ToFrozenDictionary();
    }

    public static BidiClass Bidi(int point) => Tables.Value._bidi.Of(point);

    public static LineBreakClass LineBreak(int point) => Tables.Value._breaks.Of(point);

    /// <summary>The bracket that a bracket makes a pair with, in canonical form; null for what is no bracket.</summary>
    public static (int Pair, bool Opens)? Bracket(int point) =>
        Tables.Value._brackets.TryGetValue(Canonical(point), out (int, bool) pair) ? pair : null;

    /// <summary>The bracket itself; those two angle brackets are canonically equivalent to others.</summary>
    public static int Canonical(int bracket) =>
        bracket switch
        {
            0x2329 => 0x3008,
            0x232A => 0x3009,
            _ => bracket,
        };

    private static int Hex(string digits) => int.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    /// <summary>Values of all code points: each from where it is named to the next.</summary>
    private sealed class Ranges<T>
    {
        private readonly List<int> _starts = [];
        private readonly List<T> _values = [];

        public void Add(int start, T value)
        {
            _starts.Add(start);
            _values.Add(value);
        }

        public T Of(int point)
        {
            int at = _starts.BinarySearch(point);
            return _values[at >= 0 ? at : ~at - 1];
        }
    }
}
