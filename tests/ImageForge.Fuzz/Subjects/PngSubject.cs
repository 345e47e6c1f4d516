using System.Buffers.Binary;
using System.IO.Hashing;
using ImageForge.Imaging;
using ImageForge.Imaging.Files;
using ImageForge.Imaging.Pixels;
using ImageForge.Imaging.Png;

namespace ImageForge.Fuzz.Subjects;

internal sealed class PngSubject : IFuzzSubject
{
    public string Name => "png";

    public TimeSpan Limit => TimeSpan.FromSeconds(20);

    public long MostBytes => Small.MostBytes;

    public IEnumerable<byte[]> Seeds() =>
        [
            Small.File(new EncodeOptions { Format = ImageFormat.Png }),
            Small.File(new EncodeOptions { Format = ImageFormat.Png, BitDepth = 16 }, opaque: false),
        ];

    public byte[] Repair(byte[] input)
    {
        byte[] file = [.. input];
        for (int at = 8; at + 12 <= file.Length; )
        {
            uint length = BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at));
            if (length > file.Length - at - 12)
            {
                break;
            }

            uint crc = Crc32.HashToUInt32(file.AsSpan(at + 4, (int)length + 4));
            BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(at + 8 + (int)length), crc);
            at += (int)length + 12;
        }

        return file;
    }

    public Task<string?> ReadAsync(byte[] input)
    {
        try
        {
            using PixelBuffer picture = PngDecoder.Decode(input, Small.Limits);
            return Task.FromResult<string?>(null);
        }
        catch (ImageFormatException e)
        {
            return Task.FromResult<string?>(e.Message);
        }
    }
}
