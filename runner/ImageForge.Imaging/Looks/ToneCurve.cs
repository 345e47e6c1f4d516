using System.Numerics;
using ImageForge.Imaging.Pixels;

namespace ImageForge.Imaging.Looks;

/// <summary>
/// Contrast around middle grey, then a soft shoulder that carries light above white into 0–1. One table, so a pixel
/// costs a look-up a channel.
/// </summary>
internal sealed class ToneCurve
{
    private const float Grey = 0.18f;
    private const float Knee = 0.78f;
    private const float Reach = 4f;
    private const int Steps = 4096;

    private readonly float[] _table = new float[Steps + 2];

    /// <param name="contrast">Exponent around middle grey: 1 leaves contrast as it is.</param>
    public ToneCurve(double contrast)
    {
        for (int i = 0; i < _table.Length; i++)
        {
            // Spaced by the square root: the dark end needs more entries.
            double root = (double)i / Steps * Reach;
            double x = root * root;
            double y = contrast == 1 ? x : Grey * StableMath.Pow(x / Grey, contrast);
            _table[i] = (float)(y <= Knee ? y : Knee + ((1 - Knee) * (1 - StableMath.Exp((Knee - y) / (1 - Knee)))));
        }
    }

    /// <summary>Multiplies by the gain, then bends.</summary>
    public void Apply(Span<Vector4> row, Vector4 gain)
    {
        for (int x = 0; x < row.Length; x++)
        {
            Vector4 root = Vector4.SquareRoot(Vector4.Max(row[x] * gain, Vector4.Zero)) * (Steps / Reach);
            row[x] = new Vector4(At(root.X), At(root.Y), At(root.Z), 1f);
        }
    }

    private float At(float position)
    {
        if (!(position < Steps))
        {
            return _table[Steps];
        }

        int index = (int)position;
        return _table[index] + ((_table[index + 1] - _table[index]) * (position - index));
    }
}
