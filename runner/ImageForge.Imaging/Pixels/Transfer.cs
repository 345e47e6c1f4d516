namespace ImageForge.Imaging.Pixels;

/// <summary>The sRGB transfer function (IEC 61966-2-1), by table where it is called for every pixel.</summary>
internal static class Transfer
{
    private const int EncodeSteps = 65535;
    private const int FineSteps = 4096;

    private static readonly float[] DecodeTable = BuildDecodeTable();
    private static readonly byte[] EncodeTable = BuildEncodeTable();
    private static readonly float[] FineEncodeTable = BuildFineEncodeTable();
    private static readonly float[] FineDecodeTable = BuildFineDecodeTable();

    public static float ToLinear(byte encoded) => DecodeTable[encoded];

    /// <summary>The nearest 8-bit code; values outside 0–1 are clipped, NaN becomes 0.</summary>
    public static byte ToByte(float linear)
    {
        float scaled = (linear * EncodeSteps) + 0.5f;
        return scaled >= EncodeSteps ? (byte)255
            : scaled > 0f ? EncodeTable[(int)scaled]
            : (byte)0;
    }

    /// <summary>Encoded value 0–1 without quantisation, for blend modes that are defined on encoded values.</summary>
    public static float ToEncoded(float linear)
    {
        if (!(linear > 0f))
        {
            return 0f;
        }

        if (linear >= 1f)
        {
            return 1f;
        }

        // The table is spaced by the square root so that the steep dark end has entries enough.
        float position = MathF.Sqrt(linear) * FineSteps;
        int index = (int)position;
        float fraction = position - index;
        return FineEncodeTable[index] + ((FineEncodeTable[index + 1] - FineEncodeTable[index]) * fraction);
    }

    /// <summary>The inverse of <see cref="ToEncoded"/>, for 0–1.</summary>
    public static float ToLinearFast(float encoded)
    {
        float position = Math.Clamp(encoded, 0f, 1f) * FineSteps;
        int index = (int)position;
        return FineDecodeTable[index] + ((FineDecodeTable[index + 1] - FineDecodeTable[index]) * (position - index));
    }

    internal static double Encode(double linear) =>
        linear <= 0.0031308 ? linear * 12.92 : (1.055 * StableMath.Pow(linear, 1 / 2.4)) - 0.055;

    internal static double Decode(double encoded) =>
        encoded <= 0.04045 ? encoded / 12.92 : StableMath.Pow((encoded + 0.055) / 1.055, 2.4);

    private static float[] BuildDecodeTable()
    {
        float[] table = new float[256];
        for (int i = 0; i < table.Length; i++)
        {
            table[i] = (float)Decode(i / 255.0);
        }

        return table;
    }

    private static byte[] BuildEncodeTable()
    {
        // 255 thresholds instead of 65536 powers: code i begins where the encoded value passes i - 1/2.
        byte[] table = new byte[EncodeSteps + 1];
        int start = 0;
        for (int code = 0; code < 255; code++)
        {
            int end = (int)Math.Ceiling(Decode((code + 0.5) / 255.0) * EncodeSteps);
            table.AsSpan(start, end - start).Fill((byte)code);
            start = end;
        }

        table.AsSpan(start).Fill(255);
        return table;
    }

    private static float[] BuildFineDecodeTable()
    {
        float[] table = new float[FineSteps + 2];
        for (int i = 0; i < table.Length; i++)
        {
            table[i] = (float)Decode((double)i / FineSteps);
        }

        return table;
    }

    private static float[] BuildFineEncodeTable()
    {
        float[] table = new float[FineSteps + 2];
        for (int i = 0; i < table.Length; i++)
        {
            double root = (double)i / FineSteps;
            table[i] = (float)Encode(root * root);
        }

        return table;
    }
}
