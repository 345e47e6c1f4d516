using System.Buffers.Binary;

namespace ImageForge.Imaging.Exr;

/// <summary>Where a part's chunks are: in the file, and on the picture. Of tiled parts only the largest level.</summary>
internal sealed class ExrChunks
{
    private readonly ExrPart _part;
    private readonly ReadOnlyMemory<byte> _file;
    private readonly int _width;
    private readonly int _height;
    private readonly int _across;

    /// <exception cref="ImageFormatException">The file ends before so many chunks.</exception>
    public ExrChunks(ReadOnlyMemory<byte> file, ExrPart part, int lines)
    {
        (_file, _part) = (file, part);
        _width = (int)Math.Min(part.Tiles?.Width ?? part.Data.Width, part.Data.Width);
        _height = (int)Math.Min(part.Tiles?.Height ?? lines, part.Data.Height);
        _across = (int)((part.Data.Width + _width - 1) / _width);
        long count = _across * ((part.Data.Height + _height - 1) / _height);
        // Each has a place in the table, and a header.
        if ((file.Length - part.Table) / (sizeof(ulong) + HeaderBytes) < count)
        {
            throw new ImageFormatException($"The EXR ends at byte {file.Length}, before its {count} blocks.");
        }

        Count = (int)count;
    }

    public int Count { get; }

    private int HeaderBytes => sizeof(int) * ((_part.Number is null ? 0 : 1) + (_part.Tiles is null ? 2 : 5));

    /// <summary>The pixels of a chunk.</summary>
    public ExrWindow Window(int chunk)
    {
        int left = _part.Data.Left + (chunk % _across * _width);
        int top = _part.Data.Top + (chunk / _across * _height);
        return new ExrWindow(
            left,
            top,
            Math.Min(left + _width - 1, _part.Data.Right),
            Math.Min(top + _height - 1, _part.Data.Bottom)
        );
    }

    /// <summary>The compressed bytes of a chunk.</summary>
    /// <exception cref="ImageFormatException">It is missing, or not the one that belongs in this place.</exception>
    public ReadOnlyMemory<byte> Packed(int chunk)
    {
        ReadOnlySpan<byte> file = _file.Span;
        ulong at = BinaryPrimitives.ReadUInt64LittleEndian(file[(int)(_part.Table + (chunk * (long)sizeof(ulong)))..]);
        if (at == 0)
        {
            throw new ImageFormatException($"The EXR's block {chunk} is missing: its writer did not end.");
        }

        if (at > (ulong)(file.Length - HeaderBytes))
        {
            throw new ImageFormatException($"The EXR's block {chunk} lies beyond the end of the file.");
        }

        var reader = new HeaderReader(file, (int)at);
        if (_part.Number is { } number && reader.Int() is var other && other != number)
        {
            throw new ImageFormatException($"The EXR's block {chunk} is of part {other}, not of part {number}.");
        }

        CheckPlace(chunk, ref reader);
        int size = reader.Int();
        if (size < 0 || size > file.Length - reader.At)
        {
            throw new ImageFormatException($"The EXR's block {chunk} reaches beyond the end of the file.");
        }

        return _file.Slice(reader.At, size);
    }

    private void CheckPlace(int chunk, ref HeaderReader reader)
    {
        if (_part.Tiles is null)
        {
            int top = reader.Int();
            int expected = Window(chunk).Top;
            if (top != expected)
            {
                throw new ImageFormatException($"The EXR's block {chunk} begins at line {top}, not at {expected}.");
            }

            return;
        }

        (int x, int y, int levelX, int levelY) = (reader.Int(), reader.Int(), reader.Int(), reader.Int());
        if ((x, y, levelX, levelY) != (chunk % _across, chunk / _across, 0, 0))
        {
            throw new ImageFormatException(
                $"The EXR's block {chunk} is tile {x}, {y} of level {levelX}, {levelY}, not tile {chunk % _across}, {chunk / _across} of level 0, 0."
            );
        }
    }
}
