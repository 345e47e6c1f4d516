using System.Buffers;
using System.Text;

namespace ImageForge.Inference.Onnx.Models;

/// <summary>Reads protobuf's encoding forward, and leaps over what is not wanted: weights can be gigabytes.</summary>
internal sealed class ProtobufReader(Stream stream)
{
    private const int LongestText = 1 << 16;

    private int _wire;

    /// <summary>The field that is read next, or 0 at the end of the message that ends there.</summary>
    public int Next(long end)
    {
        if (stream.Position >= end)
        {
            return 0;
        }

        ulong tag = Varint();
        _wire = (int)(tag & 7);
        return (int)(tag >> 3);
    }

    /// <summary>Where the message that the field holds ends.</summary>
    public long Message()
    {
        if (_wire != 2)
        {
            throw new InvalidDataException("A message was expected.");
        }

        ulong length = Varint();
        return length <= (ulong)(stream.Length - stream.Position)
            ? stream.Position + (long)length
            : throw new InvalidDataException("A message ends after its file.");
    }

    /// <summary>The text that the field holds.</summary>
    public string Text()
    {
        int length = checked((int)(Message() - stream.Position));
        if (length > LongestText)
        {
            throw new InvalidDataException("A name is too long.");
        }

        byte[] bytes = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            stream.ReadExactly(bytes, 0, length);
            return Encoding.UTF8.GetString(bytes, 0, length);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    /// <summary>Adds the numbers that the field holds: one, or many packed together.</summary>
    public void Numbers(List<long> into)
    {
        if (_wire == 0)
        {
            into.Add((long)Varint());
            return;
        }

        for (long end = Message(); stream.Position < end; )
        {
            into.Add((long)Varint());
        }
    }

    /// <summary>Leaps over the field.</summary>
    public void Skip()
    {
        switch (_wire)
        {
            case 0:
                Varint();
                break;
            case 1:
                stream.Position += 8;
                break;
            case 2:
                stream.Position = Message();
                break;
            case 5:
                stream.Position += 4;
                break;
            default:
                throw new InvalidDataException("A field has no length.");
        }
    }

    private ulong Varint()
    {
        ulong value = 0;
        for (int shift = 0; shift < 64; shift += 7)
        {
            int next = stream.ReadByte();
            if (next < 0)
            {
                throw new InvalidDataException("A number ends after its file.");
            }

            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }

        throw new InvalidDataException("A number is too long.");
    }
}
