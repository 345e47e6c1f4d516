using System.Numerics;
using ImageForge.Imaging.Pixels;

namespace ImageForge.Imaging.Looks;

/// <summary>
/// Contrast around middle grey, then the tone mapping that carries light above white into 0–1. One table, so a pixel
/// costs a look-up a channel whatever the curve.
/// </summary>
internal sealed class ToneCurve
{
    private const double Grey = 0.18;
    private const double Knee = 0.78;
    private const float Reach = 4f;
    private const int Steps = 4096;

    private readonly float[] _table = new float[Steps + 2];

    /// <summary>Light up to here comes out as it went in: most of most pictures.</summary>
    private readonly float _straight;

    /// <param name="contrast">Exponent around middle grey: 1 leaves contrast as it is.</param>
    /// <param name="mapping">The curve after it.</param>
    public ToneCurve(double contrast, ToneMapping mapping = ToneMapping.Paper)
    {
        _straight = (contrast, mapping) switch
        {
            (1, ToneMapping.Paper) => (float)Knee,
            (1, ToneMapping.None) => 1f,
            _ => 0f,
        };
        for (int i = 0; i < _table.Length; i++)
        {
            // Spaced by the square root: the dark end needs more entries.
            double root = (double)i / Steps * Reach;
            double x = root * root;
            _table[i] = (float)Map(contrast == 1 ? x : Grey * StableMath.Pow(x / Grey, contrast), mapping);
        }
    }

    /// <summary>The curve itself: display light 0–1 for scene light from 0 on.</summary>
    public static double Map(double x, ToneMapping mapping) =>
        mapping switch
        {
            ToneMapping.Aces => Math.Clamp(x * ((2.51 * x) + 0.03) / ((x * ((2.43 * x) + 0.59)) + 0.14), 0, 1),
            // Twice the light, as the curve was published with: without it white paper would be grey.
            ToneMapping.Hable => Math.Clamp(Filmic(2 * x) / Filmic(11.2), 0, 1),
            ToneMapping.None => Math.Min(x, 1),
            _ => x <= Knee ? x : Knee + ((1 - Knee) * (1 - StableMath.Exp((Knee - x) / (1 - Knee)))),
        };

    /// <summary>Multiplies by the gain, then bends.</summary>
    public void Apply(Span<Vector4> row, Vector4 gain)
    {
        Vector4 straight = new(_straight, _straight, _straight, float.MaxValue);
        for (int x = 0; x < row.Length; x++)
        {
            Vector4 light = Vector4.Max(row[x] * gain, Vector4.Zero);
            if (Vector4.LessThanOrEqualAll(light, straight))
            {
                light.W = 1f;
                row[x] = light;
                continue;
            }

            Vector4 root = Vector4.SquareRoot(light) * (Steps / Reach);
            row[x] = new Vector4(At(root.X), At(root.Y), At(root.Z), 1f);
        }
    }

    private static double Filmic(double x) =>
        (((x * ((0.15 * x) + (0.1 * 0.5))) + (0.2 * 0.02)) / ((x * ((0.15 * x) + 0.5)) + (0.2 * 0.3))) - (0.02 / 0.3);

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
