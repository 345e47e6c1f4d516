using System.Buffers.Binary;
using System.Numerics;
using ImageForge.Imaging.Color;
using ImageForge.Imaging.Pixels;

namespace ImageForge.Imaging.Png;

/// <summary>
/// What the samples of a file mean. The first of these that is there, intact and understood decides (PNG, third edition,
/// 4.3): cICP, iCCP, sRGB, gAMA and cHRM. Without any, samples are sRGB.
/// </summary>
internal sealed class PngColor
{
    private const int SrgbTransfer = 13;
    private const int LinearTransfer = 8;

    // Beyond these, 1/6250 to 6250, a gamma is a slip and not an encoding.
    private const uint LeastGamma = 16;
    private const uint MostGamma = 625_000_000;

    private bool _sawProfile;
    private byte[]? _codePoints;
    private bool _srgb;
    private uint? _gamma;
    private Chromaticities? _primaries;

    private enum Source
    {
        CodePoints,
        Profile,
        Srgb,
        Measured,
    }

    /// <summary>Whether an embedded profile decides, which is not applied here.</summary>
    public bool HasProfile => Decides == Source.Profile;

    /// <summary>The iCCP chunk; empty without a usable one.</summary>
    public ReadOnlyMemory<byte> Profile { get; private set; }

    private Source Decides =>
        _codePoints is { } codes && (IsUnderstood(codes) || !HasOther) ? Source.CodePoints
        : !Profile.IsEmpty ? Source.Profile
        : _srgb || (_gamma is null && _primaries is null) ? Source.Srgb
        : Source.Measured;

    private bool HasOther => !Profile.IsEmpty || _srgb || _gamma is not null || _primaries is not null;

    /// <summary>Takes a chunk. The first of its type counts; one whose content is damaged is passed over, as if it were not there.</summary>
    /// <param name="type">The chunk's type; one that is not about colour is passed over.</param>
    /// <param name="chunk">Its data.</param>
    /// <param name="grey">Whether samples are grey.</param>
    public void Take(string type, ReadOnlyMemory<byte> chunk, bool grey)
    {
        ReadOnlySpan<byte> data = chunk.Span;
        switch (type)
        {
            case "cICP" when data.Length == 4:
                _codePoints ??= data.ToArray();
                break;
            // Looked into once: a file of many profiles would take long to inflate.
            case "iCCP" when !_sawProfile:
                _sawProfile = true;
                Profile = PngProfile.IsUsable(chunk, grey) ? chunk : default;
                break;
            case "sRGB" when data.Length == 1 && data[0] <= 3:
                _srgb = true;
                break;
            case "gAMA" when data.Length == 4:
                uint gamma = BinaryPrimitives.ReadUInt32BigEndian(data);
                _gamma ??= gamma is >= LeastGamma and <= MostGamma ? gamma : null;
                break;
            case "cHRM" when data.Length == 32:
                _primaries ??= ReadPrimaries(data);
                break;
        }
    }

    /// <summary>Linear light of every code of a bit depth.</summary>
    public float[] Table(int bitDepth)
    {
        int last = (1 << bitDepth) - 1;
        float[] table = new float[last + 1];
        Func<double, double> curve = Curve();
        for (int i = 0; i < table.Length; i++)
        {
            table[i] = (float)curve(i / (double)last);
        }

        return table;
    }

    /// <summary>From the file's primaries to those of Rec. 709; null where they are these.</summary>
    public ColorMatrix? Matrix()
    {
        Chromaticities? primaries = Decides switch
        {
            Source.CodePoints => _codePoints![0] switch
            {
                1 => null,
                9 => Chromaticities.Rec2020,
                12 => Chromaticities.DisplayP3,
                byte code => throw new ImageFormatException(
                    $"The PNG has primaries {code} in its cICP chunk; 1, 9 and 12 are supported."
                ),
            },
            Source.Measured => _primaries,
            _ => null,
        };
        return primaries is null || primaries.IsNear(Chromaticities.Rec709) ? null : ColorMatrix.ToRec709(primaries);
    }

    private static bool IsUnderstood(byte[] codes) => codes is [1 or 9 or 12, SrgbTransfer or LinearTransfer, 0, 1];

    private Func<double, double> Curve()
    {
        if (Decides == Source.CodePoints)
        {
            return _codePoints switch
            {
                [_, SrgbTransfer, 0, 1] => Transfer.Decode,
                [_, LinearTransfer, 0, 1] => x => x,
                [_, var transfer, var matrix, var range] => throw new ImageFormatException(
                    $"The PNG has transfer {transfer}, matrix {matrix}, range {range} in its cICP chunk; transfers 8 and 13 of full-range RGB are supported."
                ),
                _ => throw new InvalidOperationException("A cICP chunk has four bytes."),
            };
        }

        // Near 1/2.2 it is what writers say who mean sRGB; cHRM alone gives no curve, and sRGB's is the usual one.
        if (Decides != Source.Measured || _gamma is not { } gamma || gamma is >= 44000 and <= 47000)
        {
            return Transfer.Decode;
        }

        double exponent = 100000.0 / gamma;
        return x => StableMath.Pow(x, exponent);
    }

    /// <summary>White and primaries; null where they are no colours, or no others can be mixed from them.</summary>
    private static Chromaticities? ReadPrimaries(ReadOnlySpan<byte> data)
    {
        for (int at = 0; at < data.Length; at += 8)
        {
            uint x = BinaryPrimitives.ReadUInt32BigEndian(data[at..]);
            uint y = BinaryPrimitives.ReadUInt32BigEndian(data[(at + 4)..]);
            if ((ulong)x + y > 100_000)
            {
                return null;
            }
        }

        var primaries = new Chromaticities(At(data, 8), At(data, 16), At(data, 24), At(data, 0));
        return ColorMatrix.ToRec709(primaries) is null ? null : primaries;
    }

    private static Vector2 At(ReadOnlySpan<byte> data, int at) =>
        new(
            BinaryPrimitives.ReadUInt32BigEndian(data[at..]) / 100000f,
            BinaryPrimitives.ReadUInt32BigEndian(data[(at + 4)..]) / 100000f
        );
}
