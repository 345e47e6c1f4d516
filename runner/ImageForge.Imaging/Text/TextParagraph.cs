using System.Globalization;
using System.Text;
using HarfBuzzSharp;
using ImageForge.Imaging.Text.Unicode;

namespace ImageForge.Imaging.Text;

/// <summary>A paragraph and what is known of each of its characters before it is broken into lines.</summary>
internal sealed class TextParagraph
{
    private readonly List<int> _points = [];
    private readonly List<bool> _clusters = [];
    private readonly List<int> _fonts = [];

    /// <param name="text">The text, without line endings.</param>
    /// <param name="fonts">Fonts, by preference.</param>
    public TextParagraph(string text, FontList fonts)
    {
        for (int at = 0; at < text.Length; )
        {
            ReadOnlySpan<char> cluster = text.AsSpan(at, StringInfo.GetNextTextElementLength(text, at));
            at += cluster.Length;
            int first = _points.Count;
            foreach (Rune rune in cluster.EnumerateRunes())
            {
                _clusters.Add(_points.Count == first);
                _points.Add(rune.Value);
            }

            int font = fonts.For(Points[first..]) ?? 0;
            _fonts.AddRange(Enumerable.Repeat(font, _points.Count - first));
        }

        Classes = [.. _points.Select(UnicodeProperties.Bidi)];
        Levels = Bidi.Levels(Points, Classes, null, out byte level);
        Level = level;
        Scripts = ScriptsOf(Points);
        Breaks = LineBreaker.Opportunities(Points);
    }

    public int Length => _points.Count;

    /// <summary>Its code points.</summary>
    public ReadOnlySpan<int> Points => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_points);

    /// <summary>The index of each character's font.</summary>
    public IReadOnlyList<int> Fonts => _fonts;

    /// <summary>Whether a character begins what is seen as one.</summary>
    public IReadOnlyList<bool> Clusters => _clusters;

    /// <summary>Each character's script; what belongs to none has that of its neighbours.</summary>
    public Script[] Scripts { get; }

    public BidiClass[] Classes { get; }

    /// <summary>Each character's embedding level, without rule L1.</summary>
    public byte[] Levels { get; }

    /// <summary>0 where the paragraph runs from left to right, else 1.</summary>
    public byte Level { get; }

    /// <summary>Whether a line may end before a character.</summary>
    public bool[] Breaks { get; }

    private static Script[] ScriptsOf(ReadOnlySpan<int> points)
    {
        var scripts = new Script[points.Length];
        Script current = Script.Common;
        int first = 0;
        for (int i = 0; i < points.Length; i++)
        {
            Script own = UnicodeFunctions.Default.GetScript(points[i]);
            if (own != Script.Common && own != Script.Inherited && own != Script.Unknown)
            {
                // What stands before the first has its script.
                first = current == Script.Common ? 0 : i;
                current = own;
                Array.Fill(scripts, current, first, i - first);
            }

            scripts[i] = current;
        }

        return scripts;
    }
}
