using System.Text;
using HarfBuzzSharp;
using ImageForge.Imaging.Text.Unicode;
using Buffer = HarfBuzzSharp.Buffer;

namespace ImageForge.Imaging.Text;

/// <summary>Shapes a part of a paragraph as one line.</summary>
internal sealed class LineShaper(FontList fonts) : IDisposable
{
    private const int TabEms = 2;

    private readonly Buffer _buffer = new();

    /// <param name="paragraph">The paragraph.</param>
    /// <param name="start">The line's first character.</param>
    /// <param name="end">Where it ends; gaps before it are dropped.</param>
    /// <param name="isHyphenated">Whether it ends with a hyphen.</param>
    public TextLine Shape(TextParagraph paragraph, int start, int end, bool isHyphenated = false)
    {
        ReadOnlySpan<int> points = paragraph.Points;
        while (end > start && TextCharacters.IsGap(points[end - 1]))
        {
            end--;
        }

        int[] line = [.. points[start..end], .. isHyphenated ? (ReadOnlySpan<int>)['-'] : []];
        byte[] levels =
        [
            .. paragraph.Levels.AsSpan(start..end),
            .. isHyphenated ? (ReadOnlySpan<byte>)[paragraph.Levels[end - 1]] : [],
        ];
        BidiLine.ResetWhiteSpace(paragraph.Classes.AsSpan(start..end), levels.AsSpan(0, end - start), paragraph.Level);
        List<Run> runs = Runs(paragraph, start, end - start, line, levels);
        int[] order = BidiLine.Order([.. runs.Select(r => r.Level)]);
        // Distances grow in the direction of the paragraph, as tab stops do.
        bool isRight = paragraph.Level % 2 == 1;
        if (isRight)
        {
            Array.Reverse(order);
        }

        var placed = new List<(List<PlacedGlyph> Glyphs, int From, int To)>();
        int at = 0;
        foreach (int i in order)
        {
            (List<PlacedGlyph> glyphs, int width) = Shape(runs[i], line, at);
            placed.Add((glyphs, at, at + width));
            at += width;
        }

        if (isRight)
        {
            placed.Reverse();
        }

        return new TextLine(
            [
                .. placed.SelectMany(run =>
                    run.Glyphs.Select(g => g with { X = g.X + (isRight ? at - run.To : run.From) })
                ),
            ],
            at
        );
    }

    public void Dispose() => _buffer.Dispose();

    private enum RunKind
    {
        Shaped,
        Tab,
        Space,
        Nothing,
    }

    private readonly record struct Run(RunKind Kind, int Start, int Count, byte Level, int Font, Script Script);

    private List<Run> Runs(TextParagraph paragraph, int start, int length, int[] line, byte[] levels)
    {
        var runs = new List<Run>();
        for (int i = 0; i < line.Length; i++)
        {
            bool isHyphen = i == length;
            int font = isHyphen ? fonts.For(line.AsSpan(i)) ?? 0 : paragraph.Fonts[start + i];
            Script script = paragraph.Scripts[isHyphen ? start + i - 1 : start + i];
            Font set = fonts.Fonts[font];
            var run = new Run(Kind(line[i], set), i, 1, levels[i], font, set.ScriptFor(script));
            if (
                runs.Count > 0
                && runs[^1] is { Kind: RunKind.Shaped } last
                && run == last with { Start = i, Count = 1 }
            )
            {
                runs[^1] = last with { Count = last.Count + 1 };
            }
            else
            {
                runs.Add(run);
            }
        }

        return runs;
    }

    private static RunKind Kind(int point, Font font)
    {
        var rune = new Rune(point);
        return point == '\t' ? RunKind.Tab
            : Rune.IsControl(rune) ? RunKind.Nothing
            : font.Glyph(point) != 0 ? RunKind.Shaped
            : TextCharacters.Space(rune, font) is not null ? RunKind.Space
            : TextCharacters.IsFiller(rune) ? RunKind.Nothing
            : RunKind.Shaped;
    }

    private (List<PlacedGlyph> Glyphs, int Width) Shape(Run run, int[] line, int at)
    {
        Font font = fonts.Fonts[run.Font];
        switch (run.Kind)
        {
            case RunKind.Tab:
                return ([], Stop(at) - at);
            case RunKind.Space:
                return ([], TextCharacters.Space(new Rune(line[run.Start]), font)!.Value);
            case RunKind.Nothing:
                return ([], 0);
        }

        font.Shape(_buffer, line, run.Start, run.Count, run.Script, run.Level % 2 == 1);
        ReadOnlySpan<GlyphInfo> infos = _buffer.GetGlyphInfoSpan();
        ReadOnlySpan<GlyphPosition> positions = _buffer.GetGlyphPositionSpan();
        var glyphs = new List<PlacedGlyph>(infos.Length);
        int width = 0;
        for (int i = 0; i < infos.Length; i++)
        {
            glyphs.Add(new(run.Font, (int)infos[i].Codepoint, width + positions[i].XOffset, positions[i].YOffset));
            width += positions[i].XAdvance;
        }

        return (glyphs, width);
    }

    /// <summary>The next tab stop that leaves at least a space.</summary>
    private int Stop(int at)
    {
        Font font = fonts.First;
        int distance = TabEms * font.UnitsPerEm;
        int least = at + font.AdvanceOf(font.Glyph(' '));
        return (least + distance - 1) / distance * distance;
    }
}
