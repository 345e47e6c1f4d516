using System.Numerics;
using System.Runtime.InteropServices;
using ImageForge.Imaging.Color;
using ImageForge.Imaging.Pixels;

namespace ImageForge.Imaging.Exr;

/// <summary>Knows where a line has its channels, and puts lines into a picture.</summary>
internal sealed class ExrLines
{
    private readonly ExrHeader _header;
    private readonly (int Offset, ExrPixelType Type)?[] _sources = new (int, ExrPixelType)?[4];
    private readonly ColorMatrix? _matrix;
    private readonly byte[] _shuffled;
    private readonly byte[] _raw;
    private readonly Vector4[] _line;

    public ExrLines(ExrHeader header)
    {
        _header = header;
        int width = (int)header.Data.Width;
        PerBlock = ExrLayout.LinesPerBlock(header.Compression);
        int offset = 0;
        foreach (ExrChannel channel in header.Channels)
        {
            Assign(channel, offset);
            offset = checked(offset + (width * ExrLayout.Bytes(channel.Type)));
        }

        if (_sources[0] is null || _sources[1] is null || _sources[2] is null)
        {
            throw new ImageFormatException(
                $"The EXR has the channels {Printable.Text(string.Join(", ", header.Channels.Select(c => c.Name)))}; R, G and B, or Y, are needed."
            );
        }

        Bytes = offset;
        _shuffled = new byte[checked(Bytes * (int)Math.Min(PerBlock, header.Data.Height))];
        _raw = new byte[_shuffled.Length];
        _line = new Vector4[width];
        _matrix =
            header.Chromaticities is { } given && !given.IsNear(Chromaticities.Rec709)
                ? ColorMatrix.ToRec709(given)
                    ?? throw new ImageFormatException("The EXR's chromaticities span no colours.")
                : null;
    }

    public int PerBlock { get; }

    /// <summary>Bytes of a line, all channels.</summary>
    public int Bytes { get; }

    public (Memory<byte> Shuffled, Memory<byte> Raw) Buffers(int lines) =>
        (_shuffled.AsMemory(0, lines * Bytes), _raw.AsMemory(0, lines * Bytes));

    public void Place(ReadOnlySpan<byte> line, int y, PixelBuffer image)
    {
        long row = (long)y - _header.Display.Top;
        if (row < 0 || row >= image.Height)
        {
            return;
        }

        Span<float> floats = MemoryMarshal.Cast<Vector4, float>(_line.AsSpan());
        for (int c = 0; c < 4; c++)
        {
            Gather(line, _sources[c], floats, c);
        }

        long shift = (long)_header.Data.Left - _header.Display.Left;
        int from = (int)Math.Clamp(-shift, 0, _line.Length);
        int to = (int)Math.Clamp(image.Width - shift, from, _line.Length);
        Span<Vector4> target = image.Pixels((int)row);
        for (int x = from; x < to; x++)
        {
            target[(int)(x + shift)] = LightRange.Clip(_matrix is { } matrix ? matrix.Apply(_line[x]) : _line[x]);
        }
    }

    private void Assign(ExrChannel channel, int offset)
    {
        (int, ExrPixelType)? source = (offset, channel.Type);
        switch (channel.Name)
        {
            case "R":
                _sources[0] = source;
                break;
            case "G":
                _sources[1] = source;
                break;
            case "B":
                _sources[2] = source;
                break;
            case "A":
                _sources[3] = source;
                break;
            case "Y" when _header.Channels.All(c => c.Name is not ("R" or "RY" or "BY")):
                _sources[0] = _sources[1] = _sources[2] = source;
                break;
        }
    }

    private static void Gather(
        ReadOnlySpan<byte> line,
        (int Offset, ExrPixelType Type)? source,
        Span<float> pixels,
        int component
    )
    {
        int width = pixels.Length / 4;
        if (source is not var (offset, type))
        {
            for (int x = 0; x < width; x++)
            {
                pixels[(x * 4) + component] = 1f;
            }

            return;
        }

        ReadOnlySpan<byte> samples = line.Slice(offset, width * ExrLayout.Bytes(type));
        for (int x = 0; x < width; x++)
        {
            pixels[(x * 4) + component] = type switch
            {
                ExrPixelType.Half => (float)BitConverter.ToHalf(samples[(x * 2)..]),
                ExrPixelType.Float => BitConverter.ToSingle(samples[(x * 4)..]),
                _ => BitConverter.ToUInt32(samples[(x * 4)..]),
            };
        }
    }
}
