using System.Buffers;
using System.Numerics;
using ImageForge.Imaging.Paths;
using ImageForge.Imaging.Pixels;
using ImageForge.Imaging.Stacking;
using ImageForge.Imaging.Text;

namespace ImageForge.Scenes.Layers;

/// <summary>A text that is set for a canvas: its size, and its letters as a mask.</summary>
internal sealed class TextBlock
{
    private readonly SetText _set;
    private readonly TextAlign _align;
    private readonly float _scale;
    private readonly float _lineHeight;

    /// <param name="text">The text.</param>
    /// <param name="size">Size of the font in pixels.</param>
    /// <param name="width">Width of the block in pixels, or null for that of the longest line.</param>
    /// <param name="widest">The most pixels of a line.</param>
    public TextBlock(LayerContent.Text text, float size, float? width, float widest)
    {
        Font builtIn = FontBook.Get(text.Typeface, text.Weight);
        _scale = size / (text.Fonts?.UnitsPerEm ?? builtIn.UnitsPerEm);
        _lineHeight = size * (float)text.LineHeight;
        _align = text.Align;
        double room = (width ?? widest) / _scale;
        _set =
            text.Fonts?.Set(text.Value, text.Typeface, text.Weight, room)
            ?? SetText.Of(new FontList(builtIn), text.Value, room);
        Size = new Vector2(
            Math.Max(1f, width ?? (_set.Lines.Max(l => l.Width) * _scale)),
            Math.Max(1f, _set.Lines.Count * _lineHeight)
        );
    }

    /// <summary>Width and height in pixels; the space between lines is divided above and below each.</summary>
    public Vector2 Size { get; }

    /// <summary>The letters in a box of that size, and the pixels that they touch.</summary>
    public (ILayerMask Mask, PixelArea Area) Letters(LayerBox box, int width, int height)
    {
        Outline outline = Outline(box.ToCanvas());
        var sink = new ByteSink(width, height, outline);
        if (!sink.Area.IsEmpty)
        {
            using var rasterizer = new Rasterizer(width, height);
            rasterizer.Fill(outline, ref sink);
        }

        return (new ByteMask(sink.Coverage, sink.Area), sink.Area);
    }

    private Outline Outline(Matrix3x2 toCanvas)
    {
        var outline = new Outline();
        float height = (_set.Ascent + _set.Descent) * _scale;
        for (int i = 0; i < _set.Lines.Count; i++)
        {
            TextLine line = _set.Lines[i];
            float free = Size.X - (line.Width * _scale);
            float left = _align switch
            {
                TextAlign.Center => free / 2,
                TextAlign.Right => free,
                _ => 0f,
            };
            float baseline = (i * _lineHeight) + ((_lineHeight - height) / 2) + (_set.Ascent * _scale);
            foreach (PlacedGlyph glyph in line.Glyphs)
            {
                outline.Transform =
                    Matrix3x2.CreateScale(_scale, -_scale)
                    * Matrix3x2.CreateTranslation(left + (glyph.X * _scale), baseline - (glyph.Y * _scale))
                    * toCanvas;
                _set.Paths[(glyph.Font, glyph.Glyph)].AddTo(outline);
            }
        }

        return outline;
    }

    private readonly struct ByteSink : ICoverageSink
    {
        public ByteSink(int width, int height, Outline outline)
        {
            Area = outline.Area().Clip(width, height);
            int length = Area.IsEmpty ? 1 : (Area.Right - Area.Left) * (Area.Bottom - Area.Top);
            Coverage = ArrayPool<byte>.Shared.Rent(length);
            Coverage.AsSpan(0, length).Clear();
        }

        public PixelArea Area { get; }

        public byte[] Coverage { get; }

        public readonly void Row(int left, int y, ReadOnlySpan<float> coverage)
        {
            int start = ((y - Area.Top) * (Area.Right - Area.Left)) + left - Area.Left;
            Span<byte> row = Coverage.AsSpan(start, coverage.Length);
            for (int x = 0; x < row.Length; x++)
            {
                row[x] = (byte)((coverage[x] * 255f) + 0.5f);
            }
        }
    }
}
