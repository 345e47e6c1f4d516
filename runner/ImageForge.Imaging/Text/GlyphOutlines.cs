using System.Numerics;
using ImageForge.Imaging.Paths;

namespace ImageForge.Imaging.Text;

/// <summary>Reads TrueType outlines: quadratic curves of the glyf table, composite glyphs included.</summary>
internal sealed class GlyphOutlines(FontTable glyf, FontTable loca, bool longOffsets)
{
    private const int OnCurve = 1;
    private const int Words = 1;
    private const int Offsets = 2;
    private const int Scaled = 8;
    private const int More = 0x20;
    private const int ScaledTwice = 0x40;
    private const int Matrix = 0x80;
    private const int Deepest = 6;

    /// <summary>Adds a glyph's contours, in font units, as they are wound in the font.</summary>
    public void Add(Outline outline, int glyph) => Add(outline, glyph, 0);

    private void Add(Outline outline, int glyph, int depth)
    {
        long from = Offset(glyph);
        long to = Offset(glyph + 1);
        if (to <= from || depth > Deepest)
        {
            return;
        }

        FontTable data = glyf.Part(from, to - from);
        int contours = data.I16(0);
        if (contours >= 0)
        {
            AddContours(outline, data, contours);
        }
        else
        {
            AddParts(outline, data, depth);
        }
    }

    private long Offset(int glyph) => longOffsets ? loca.U32(glyph * 4) : loca.U16(glyph * 2) * 2L;

    private void AddParts(Outline outline, FontTable data, int depth)
    {
        Matrix3x2 before = outline.Transform;
        int at = 10;
        int flags;
        do
        {
            flags = data.U16(at);
            int glyph = data.U16(at + 2);
            at += 4;
            var move = Vector2.Zero;
            bool words = (flags & Words) != 0;
            if ((flags & Offsets) != 0)
            {
                move = words ? new(data.I16(at), data.I16(at + 2)) : new((sbyte)data.U8(at), (sbyte)data.U8(at + 1));
            }

            at += words ? 4 : 2;
            Matrix3x2 own = Matrix3x2.Identity;
            if ((flags & Scaled) != 0)
            {
                own = Matrix3x2.CreateScale(Fraction(data, at));
                at += 2;
            }
            else if ((flags & ScaledTwice) != 0)
            {
                own = Matrix3x2.CreateScale(Fraction(data, at), Fraction(data, at + 2));
                at += 4;
            }
            else if ((flags & Matrix) != 0)
            {
                own = new(
                    Fraction(data, at),
                    Fraction(data, at + 2),
                    Fraction(data, at + 4),
                    Fraction(data, at + 6),
                    0,
                    0
                );
                at += 8;
            }

            own.Translation = move;
            outline.Transform = own * before;
            Add(outline, glyph, depth + 1);
        } while ((flags & More) != 0);

        outline.Transform = before;
    }

    private static float Fraction(FontTable data, int offset) => data.I16(offset) / 16384f;

    private static void AddContours(Outline outline, FontTable data, int contours)
    {
        if (contours == 0)
        {
            return;
        }

        int points = data.U16(10 + ((contours - 1) * 2)) + 1;
        int at = 10 + (contours * 2);
        at += 2 + data.U16(at);
        byte[] flags = new byte[points];
        for (int i = 0; i < points; i++)
        {
            byte flag = (byte)data.U8(at++);
            flags[i] = flag;
            if ((flag & 8) != 0)
            {
                int repeats = data.U8(at++);
                Array.Fill(flags, flag, i + 1, repeats);
                i += repeats;
            }
        }

        float[] xs = Coordinates(data, flags, ref at, shortBit: 2, sameBit: 16);
        float[] ys = Coordinates(data, flags, ref at, shortBit: 4, sameBit: 32);
        int first = 0;
        for (int c = 0; c < contours; c++)
        {
            int end = data.U16(10 + (c * 2)) + 1;
            AddContour(outline, flags.AsSpan(first..end), xs.AsSpan(first..end), ys.AsSpan(first..end));
            first = end;
        }
    }

    private static float[] Coordinates(FontTable data, byte[] flags, ref int at, int shortBit, int sameBit)
    {
        float[] values = new float[flags.Length];
        int value = 0;
        for (int i = 0; i < flags.Length; i++)
        {
            bool same = (flags[i] & sameBit) != 0;
            if ((flags[i] & shortBit) != 0)
            {
                int step = data.U8(at++);
                value += same ? step : -step;
            }
            else if (!same)
            {
                value += data.I16(at);
                at += 2;
            }

            values[i] = value;
        }

        return values;
    }

    // Between two points off the curve lies one on it, halfway.
    private static void AddContour(Outline outline, Span<byte> flags, Span<float> xs, Span<float> ys)
    {
        int count = flags.Length;
        if (count < 2)
        {
            return;
        }

        int start = 0;
        while (start < count && (flags[start] & OnCurve) == 0)
        {
            start++;
        }

        bool none = start == count;
        float startX = none ? (xs[0] + xs[count - 1]) / 2 : xs[start];
        float startY = none ? (ys[0] + ys[count - 1]) / 2 : ys[start];
        int next = none ? 0 : start + 1;
        outline.Move(startX, startY);
        int left = none ? count : count - 1;
        while (left > 0)
        {
            int i = next++ % count;
            left--;
            if ((flags[i] & OnCurve) != 0)
            {
                outline.Line(xs[i], ys[i]);
                continue;
            }

            int j = (i + 1) % count;
            if (left == 0)
            {
                outline.Quad(xs[i], ys[i], startX, startY);
            }
            else if ((flags[j] & OnCurve) != 0)
            {
                outline.Quad(xs[i], ys[i], xs[j], ys[j]);
                next++;
                left--;
            }
            else
            {
                outline.Quad(xs[i], ys[i], (xs[i] + xs[j]) / 2, (ys[i] + ys[j]) / 2);
            }
        }
    }
}
