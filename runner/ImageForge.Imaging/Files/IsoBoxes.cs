using System.Buffers.Binary;

namespace ImageForge.Imaging.Files;

/// <summary>The boxes of ISO/IEC 14496-12 in an AVIF file.</summary>
internal static class IsoBoxes
{
    public static ReadOnlySpan<byte> Required(ReadOnlySpan<byte> boxes, ReadOnlySpan<byte> type, string missing)
    {
        ReadOnlySpan<byte> body = Find(boxes, type);
        return body.Length >= 4 ? body : throw Broken(missing);
    }

    /// <summary>The body of the first box of a type; empty without one.</summary>
    public static ReadOnlySpan<byte> Find(ReadOnlySpan<byte> boxes, ReadOnlySpan<byte> type)
    {
        uint wanted = BinaryPrimitives.ReadUInt32BigEndian(type);
        while (Next(ref boxes, out uint found, out ReadOnlySpan<byte> body))
        {
            if (found == wanted)
            {
                return body;
            }
        }

        return [];
    }

    /// <summary>Takes a box off the front; false where nothing is left.</summary>
    public static bool Next(scoped ref ReadOnlySpan<byte> boxes, out uint type, out ReadOnlySpan<byte> body)
    {
        type = 0;
        body = [];
        if (boxes.IsEmpty)
        {
            return false;
        }

        long size = Number(boxes, 0, 4);
        type = (uint)Number(boxes, 4, 4);
        int head = 8;
        switch (size)
        {
            case 0:
                size = boxes.Length;
                break;
            case 1:
                size = Number(boxes, 8, 8);
                head = 16;
                break;
        }

        if (size < head)
        {
            throw Broken($"a box of {size} bytes");
        }

        if (size > boxes.Length)
        {
            throw EndsEarly();
        }

        body = boxes[head..(int)size];
        boxes = boxes[(int)size..];
        return true;
    }

    public static long Number(ReadOnlySpan<byte> from, int at, int bytes)
    {
        if (at > from.Length - bytes)
        {
            throw EndsEarly();
        }

        long number = 0;
        foreach (byte b in from.Slice(at, bytes))
        {
            number = (number << 8) | b;
        }

        return number;
    }

    // The file, or a box of it.
    public static ImageFormatException EndsEarly() => new("The AVIF ends early.");

    public static ImageFormatException Broken(string what) => new($"The AVIF has {what}.");
}
