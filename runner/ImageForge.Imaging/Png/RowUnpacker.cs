using System.Buffers.Binary;
using System.Numerics;
using ImageForge.Imaging.Color;
using ImageForge.Imaging.Pixels;

namespace ImageForge.Imaging.Png;

/// <summary>Turns rows of samples into linear premultiplied pixels.</summary>
internal sealed class RowUnpacker
{
    private readonly PngHeader _header;
    private readonly float[] _linear;
    private readonly ColorMatrix? _matrix;
    private readonly Vector4[] _palette;
    private readonly (int R, int G, int B)? _key;

    public RowUnpacker(PngChunks chunks)
    {
        _header = chunks.Header;
        _linear = chunks.Color.Table(_header.BitDepth);
        _matrix = chunks.Color.Matrix();
        _palette = ReadPalette(chunks);
        _key = ReadKey(chunks);
    }

    public void Unpack(ReadOnlySpan<byte> row, int columns, Span<Vector4> target, int first, int step)
    {
        for (int i = 0, x = first; i < columns; i++, x += step)
        {
            target[x] = _header.Color switch
            {
                PngColorType.Palette => Indexed(Sample(row, i)),
                PngColorType.Grey => Grey(Sample(row, i), _linear.Length - 1),
                PngColorType.GreyAlpha => Grey(Sample(row, i * 2), Sample(row, (i * 2) + 1)),
                PngColorType.Rgb => Rgb(row, i * 3, _linear.Length - 1),
                _ => Rgb(row, i * 4, Sample(row, (i * 4) + 3)),
            };
        }
    }

    private Vector4[] ReadPalette(PngChunks chunks)
    {
        ReadOnlySpan<byte> colors = chunks.Palette.Span;
        ReadOnlySpan<byte> alphas = chunks.Transparency.Span;
        float[] linear = chunks.Color.Table(8);
        var palette = new Vector4[colors.Length / 3];
        for (int i = 0; i < palette.Length; i++)
        {
            byte alpha = chunks.Header.Color == PngColorType.Palette && i < alphas.Length ? alphas[i] : (byte)255;
            palette[i] = Converted(
                linear[colors[i * 3]],
                linear[colors[(i * 3) + 1]],
                linear[colors[(i * 3) + 2]],
                alpha / 255f
            );
        }

        return palette;
    }

    private static (int R, int G, int B)? ReadKey(PngChunks chunks)
    {
        ReadOnlySpan<byte> data = chunks.Transparency.Span;
        if (data.IsEmpty || chunks.Header.Color is not (PngColorType.Grey or PngColorType.Rgb))
        {
            return null;
        }

        int r = BinaryPrimitives.ReadUInt16BigEndian(data);
        return chunks.Header.Color == PngColorType.Grey
            ? (r, r, r)
            : (r, BinaryPrimitives.ReadUInt16BigEndian(data[2..]), BinaryPrimitives.ReadUInt16BigEndian(data[4..]));
    }

    private int Sample(ReadOnlySpan<byte> row, int index)
    {
        switch (_header.BitDepth)
        {
            case 8:
                return row[index];
            case 16:
                return BinaryPrimitives.ReadUInt16BigEndian(row[(index * 2)..]);
            default:
                int bit = index * _header.BitDepth;
                int shift = 8 - _header.BitDepth - (bit & 7);
                return (row[bit >> 3] >> shift) & ((1 << _header.BitDepth) - 1);
        }
    }

    private Vector4 Indexed(int index) =>
        index < _palette.Length
            ? _palette[index]
            : throw new ImageFormatException($"The PNG uses colour {index} of a palette of {_palette.Length}.");

    private Vector4 Grey(int value, int alpha)
    {
        float a = _key is { } key && key.R == value ? 0f : alpha / (float)(_linear.Length - 1);
        float v = _linear[value] * a;
        return new Vector4(v, v, v, a);
    }

    private Vector4 Rgb(ReadOnlySpan<byte> row, int index, int alpha)
    {
        int r = Sample(row, index);
        int g = Sample(row, index + 1);
        int b = Sample(row, index + 2);
        float a = _key == (r, g, b) ? 0f : alpha / (float)(_linear.Length - 1);
        return Converted(_linear[r], _linear[g], _linear[b], a);
    }

    private Vector4 Converted(float r, float g, float b, float a) =>
        _matrix is { } matrix
            ? LightRange.Clip(matrix.Apply(new Vector4(r, g, b, a))) * new Vector4(a, a, a, 1f)
            : new Vector4(r * a, g * a, b * a, a);
}
