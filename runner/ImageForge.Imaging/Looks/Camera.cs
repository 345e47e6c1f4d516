using System.Numerics;
using ImageForge.Imaging.Pixels;
using ImageForge.Imaging.Scenes;

namespace ImageForge.Imaging.Looks;

/// <summary>Turns camera values into what happens to pixels.</summary>
internal static class Camera
{
    /// <summary>Magnification against 50 degrees.</summary>
    public static float Zoom(Look look)
    {
        double half = Math.Clamp(look.Fov, 10, 120) * Math.PI / 360;
        float tangent = StableMath.Sin((float)half) / StableMath.Cos((float)half);
        return Math.Clamp(0.4663077f / tangent, 0.42f, 2.6f);
    }

    /// <summary>Bloom, exposure, white balance, contrast and tone curve, in this order.</summary>
    public static void Develop(PixelBuffer picture, Look look, RowParallel rows)
    {
        Bloom.Apply(picture, (float)Math.Clamp(look.HdrBloom, 0, 100) / 100f * 1.15f, rows);
        // Two stops down to a stop up around 60.
        double stops = (Math.Clamp(look.Lighting, 0, 100) - 60) / (look.Lighting < 60 ? 30 : 40);
        Vector4 gain = WhiteBalance(look.ColorTemp) * (float)StableMath.Exp(stops * 0.6931471805599453);
        var curve = new ToneCurve(StableMath.Exp((Math.Clamp(look.Contrast, 0, 100) - 50) / 50 * 0.55));
        rows.For(
            0,
            picture.Height,
            (from, to) =>
            {
                for (int y = from; y < to; y++)
                {
                    curve.Apply(picture.Pixels(y), gain);
                }
            }
        );
    }

    private static Vector4 WhiteBalance(double kelvin)
    {
        // Light of a lower temperature has more red and less blue; luminance stays.
        double warmth = StableMath.Log(5500 / Math.Clamp(kelvin, 2000, 10000));
        float r = (float)StableMath.Exp(0.42 * warmth);
        float g = (float)StableMath.Exp(0.04 * warmth);
        float b = (float)StableMath.Exp(-0.62 * warmth);
        float luminance = (0.2126f * r) + (0.7152f * g) + (0.0722f * b);
        return new Vector4(r, g, b, 1f) / luminance;
    }
}
