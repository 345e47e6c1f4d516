using System.Buffers.Binary;
using System.Numerics;
using ImageForge.Imaging.Color;
using ImageForge.Imaging.Pixels;

namespace ImageForge.Imaging.Png;

/// <summary>What the samples of a file mean: by its cICP chunk, else iCCP, else sRGB, else gAMA with cHRM, else sRGB unsaid.</summary>
internal sealed class PngColor
{
    // Rec. 2020 and Display P3, by their numbers in ITU-T H.273.
    private static readonly Chromaticities Rec2020 = new(
        new(0.708f, 0.292f),
        new(0.170f, 0.797f),
        new(0.131f, 0.046f),
        new(0.3127f, 0.3290f)
    );

    private static readonly Chromaticities P3 = new(
        new(0.680f, 0.320f),
        new(0.265f, 0.690f),
        new(0.150f, 0.060f),
        new(0.3127f, 0.3290f)
    );

    private const int SrgbTransfer = 13;
    private const int LinearTransfer = 8;

    private byte[]? _codePoints;
    private bool _srgb;
    private uint _gamma;
    private Chromaticities? _primaries;

    /// <summary>Whether an embedded profile decides, which is not applied here.</summary>
    public bool HasProfile { get; private set; }

    /// <summary>Takes a chunk; what is not about colour is passed over, what is broken is refused.</summary>
    public void Take(string type, ReadOnlySpan<byte> data)
    {
        switch (type)
        {
            case "cICP" when data.Length == 4:
                _codePoints = data.ToArray();
                break;
            case "iCCP":
                HasProfile = true;
                break;
            case "sRGB" when data.Length == 1:
                _srgb = true;
                break;
            case "gAMA" when data.Length == 4:
                _gamma = BinaryPrimitives.ReadUInt32BigEndian(data);
                break;
            case "cHRM" when data.Length == 32:
                _primaries = ReadPrimaries(data);
                break;
            case "cICP" or "sRGB" or "gAMA" or "cHRM":
                throw new ImageFormatException($"The PNG has a {type} chunk of {data.Length} bytes.");
        }
    }

    /// <summary>Settles which chunk counts.</summary>
    public void Settle() => HasProfile = HasProfile && _codePoints is null && !_srgb;

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
        Chromaticities? primaries =
            _codePoints is [var code, ..]
                ? code switch
                {
                    1 => null,
                    9 => Rec2020,
                    12 => P3,
                    _ => throw new ImageFormatException(
                        $"The PNG has primaries {code} in its cICP chunk; 1, 9 and 12 are read."
                    ),
                }
            : _srgb || HasProfile || _gamma == 0 ? null
            : _primaries;
        return primaries is null || primaries.IsNear(Chromaticities.Rec709)
            ? null
            : ColorMatrix.ToRec709(primaries)
                ?? throw new ImageFormatException("The PNG's cHRM chunk spans no colours.");
    }

    private Func<double, double> Curve()
    {
        if (_codePoints is [_, var transfer, var matrix, var range])
        {
            return (transfer, matrix, range) switch
            {
                (SrgbTransfer, 0, 1) => Transfer.Decode,
                (LinearTransfer, 0, 1) => x => x,
                _ => throw new ImageFormatException(
                    $"The PNG has transfer {transfer}, matrix {matrix}, range {range} in its cICP chunk; transfers 8 and 13 of full-range RGB are read."
                ),
            };
        }

        // Near 1/2.2 it is what writers say who mean sRGB.
        if (_srgb || HasProfile || _gamma is 0 or (>= 44000 and <= 47000))
        {
            return Transfer.Decode;
        }

        double exponent = 100000.0 / _gamma;
        return x => StableMath.Pow(x, exponent);
    }

    private static Chromaticities ReadPrimaries(ReadOnlySpan<byte> data) =>
        new(At(data, 8), At(data, 16), At(data, 24), At(data, 0));

    private static Vector2 At(ReadOnlySpan<byte> data, int at) =>
        new(
            BinaryPrimitives.ReadUInt32BigEndian(data[at..]) / 100000f,
            BinaryPrimitives.ReadUInt32BigEndian(data[(at + 4)..]) / 100000f
        );
}
