using System.Buffers.Binary;
using System.Text;

namespace ImageForge.Imaging.Tests.Files;

/// <summary>Small ICC profiles: three primaries adapted to D50 and the curve of sRGB as five parameters.</summary>
internal static class IccFixture
{
    public static byte[] DisplayP3() =>
        Make(Xyz(0.51512, 0.24120, -0.00105), Xyz(0.29198, 0.69225, 0.04189), Xyz(0.15710, 0.06657, 0.78407));

    public static byte[] Srgb() =>
        Make(Xyz(0.43607, 0.22249, 0.01392), Xyz(0.38515, 0.71687, 0.09708), Xyz(0.14307, 0.06061, 0.71410));

    /// <summary>sRGB with red and green exchanged.</summary>
    public static byte[] Exchanged() =>
        Make(Xyz(0.38515, 0.71687, 0.09708), Xyz(0.43607, 0.22249, 0.01392), Xyz(0.14307, 0.06061, 0.71410));

    private static byte[] Make(byte[] red, byte[] green, byte[] blue)
    {
        (string Tag, byte[] Data)[] tags =
        [
            ("desc", Text("desc", "test")),
            ("cprt", Text("text", "none")),
            ("wtpt", Xyz(0.9642, 1, 0.8249)),
            ("rXYZ", red),
            ("gXYZ", green),
            ("bXYZ", blue),
            ("rTRC", Curve()),
            ("gTRC", Curve()),
            ("bTRC", Curve()),
        ];
        using var file = new MemoryStream();
        byte[] header = new byte[128];
        header[8] = 2;
        header[9] = 0x40;
        Encoding.ASCII.GetBytes("mntrRGB XYZ ").CopyTo(header, 12);
        Encoding.ASCII.GetBytes("acsp").CopyTo(header, 36);
        Fixed(header.AsSpan(68), 0.9642);
        Fixed(header.AsSpan(72), 1);
        Fixed(header.AsSpan(76), 0.8249);
        file.Write(header);
        file.Write(Number(tags.Length));
        int at = 128 + 4 + (tags.Length * 12);
        foreach ((string tag, byte[] data) in tags)
        {
            file.Write([.. Encoding.ASCII.GetBytes(tag), .. Number(at), .. Number(data.Length)]);
            at += data.Length;
        }

        foreach ((_, byte[] data) in tags)
        {
            file.Write(data);
        }

        byte[] profile = file.ToArray();
        BinaryPrimitives.WriteInt32BigEndian(profile, profile.Length);
        return profile;
    }

    private static byte[] Curve()
    {
        byte[] data = [.. "para"u8, 0, 0, 0, 0, 0, 3, 0, 0, .. new byte[20]];
        double[] parameters = [2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045];
        for (int i = 0; i < parameters.Length; i++)
        {
            Fixed(data.AsSpan(12 + (i * 4)), parameters[i]);
        }

        return data;
    }

    private static byte[] Xyz(double x, double y, double z)
    {
        byte[] data = [.. "XYZ "u8, 0, 0, 0, 0, .. new byte[12]];
        Fixed(data.AsSpan(8), x);
        Fixed(data.AsSpan(12), y);
        Fixed(data.AsSpan(16), z);
        return data;
    }

    private static byte[] Text(string type, string text)
    {
        byte[] ascii = [.. Encoding.ASCII.GetBytes(text), 0];
        byte[] body = type == "desc" ? [.. Number(ascii.Length), .. ascii, .. new byte[78]] : ascii;
        byte[] data = [.. Encoding.ASCII.GetBytes(type), 0, 0, 0, 0, .. body];
        return [.. data, .. new byte[(4 - (data.Length % 4)) % 4]];
    }

    private static byte[] Number(int value)
    {
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }

    private static void Fixed(Span<byte> target, double value) =>
        BinaryPrimitives.WriteInt32BigEndian(target, (int)Math.Round(value * 65536));
}
