using System.Numerics;
using System.Runtime.InteropServices;
using ImageForge.Imaging.Color;
using ImageForge.Imaging.Exr.Compressions;
using ImageForge.Imaging.Pixels;

namespace ImageForge.Imaging.Exr;

/// <summary>Puts the samples of blocks into the picture, as light of Rec. 709. Any number of threads may use it.</summary>
internal sealed class ExrPlacer
{
    private readonly ExrPart _part;
    private readonly PixelBuffer _image;
    private readonly int?[] _sources;
    private readonly ColorMatrix? _matrix;

    /// <exception cref="ImageFormatException">The file's primaries span no colours.</exception>
    public ExrPlacer(ExrPart part, PixelBuffer image)
    {
        (_part, _image) = (part, image);
        _sources = [part.Colors.Red, part.Colors.Green, part.Colors.Blue, part.Colors.Alpha];
        _matrix =
            part.Chromaticities is { } given && !given.IsNear(Chromaticities.Rec709)
                ? ColorMatrix.ToRec709(given)
                    ?? throw new ImageFormatException("The EXR's chromaticities span no colours.")
                : null;
    }

    /// <summary>Places a block; what lies outside the display window is left out.</summary>
    public void Place(BlockShape shape, ReadOnlySpan<byte> raw)
    {
        int width = (int)shape.Window.Width;
        using var floats = new Scratch<float>(4 * width);
        int[] offsets = new int[shape.Planes.Length];
        int line = shape.Window.Top;
        foreach (BlockRow row in shape.Rows())
        {
            if (row.Y != line)
            {
                Line(shape, raw, offsets, line, floats.Span);
                line = row.Y;
            }

            offsets[row.Plane] = row.Offset;
        }

        Line(shape, raw, offsets, line, floats.Span);
    }

    private void Line(BlockShape shape, ReadOnlySpan<byte> raw, int[] offsets, int line, Span<float> floats)
    {
        int y = line - _part.Display.Top;
        if (y < 0 || y >= _image.Height)
        {
            return;
        }

        int width = (int)shape.Window.Width;
        for (int c = 0; c < _sources.Length; c++)
        {
            Span<float> component = floats.Slice(c * width, width);
            if (_sources[c] is not { } source)
            {
                component.Fill(1f);
            }
            else if (c is 1 or 2 && source == _sources[0])
            {
                floats[..width].CopyTo(component);
            }
            else
            {
                BlockPlane plane = shape.Planes[source];
                Read(raw.Slice(offsets[source], plane.RowBytes), plane.Channel.Type, component);
            }
        }

        int shift = shape.Window.Left - _part.Display.Left;
        int from = Math.Clamp(-shift, 0, width);
        int to = Math.Clamp(_image.Width - shift, from, width);
        if (from == to)
        {
            return;
        }

        Span<Vector4> target = _image.Pixels(y).Slice(from + shift, to - from);
        ReadOnlySpan<float> r = floats[from..to];
        ReadOnlySpan<float> g = floats[(width + from)..(width + to)];
        ReadOnlySpan<float> b = floats[((2 * width) + from)..((2 * width) + to)];
        ReadOnlySpan<float> a = floats[((3 * width) + from)..((3 * width) + to)];
        for (int x = 0; x < target.Length; x++)
        {
            var pixel = new Vector4(r[x], g[x], b[x], a[x]);
            target[x] = LightRange.Clip(_matrix is { } matrix ? matrix.Apply(pixel) : pixel);
        }
    }

    private static void Read(ReadOnlySpan<byte> samples, ExrPixelType type, Span<float> target)
    {
        switch (type)
        {
            case ExrPixelType.Half:
                HalfLine.Read(MemoryMarshal.Cast<byte, ushort>(samples), target);
                break;
            case ExrPixelType.Float:
                MemoryMarshal.Cast<byte, float>(samples).CopyTo(target);
                break;
            default:
                ReadOnlySpan<uint> integers = MemoryMarshal.Cast<byte, uint>(samples);
                for (int x = 0; x < target.Length; x++)
                {
                    target[x] = integers[x];
                }

                break;
        }
    }
}
