namespace ImageForge.Imaging.Pixels;

/// <summary>The sRGB transfer function (IEC 61966-2-1) in double precision, for single values and tables; rows go through <see cref="SrgbCurve"/>.</summary>
internal static class Transfer
{
    private static readonly float[] DecodeTable = BuildDecodeTable();

    public static float ToLinear(byte encoded) => DecodeTable[encoded];

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
}
