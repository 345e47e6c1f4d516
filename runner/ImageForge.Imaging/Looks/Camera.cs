using System.Numerics;
using ImageForge.Imaging.Noise;
using ImageForge.Imaging.Pixels;

namespace ImageForge.Imaging.Looks;

/// <summary>
/// Turns camera values into what happens to pixels. The order, and which light each step works on:
/// <list type="number">
/// <item>Scene, while it is drawn: depth haze between the planes (<see cref="Air"/>).</item>
/// <item>Scene-referred (<see cref="Develop"/>): chromatic aberration, then bloom, both in the lens.</item>
/// <item>Scene-referred (<see cref="Gain"/>): lighting, exposure and white balance, one factor a channel. What is left
/// is the HDR picture; <see cref="Expose"/> makes it where nothing follows.</item>
/// <item>Display-referred (<see cref="Display"/>): contrast and tone curve, grade, vignette, grain, in one pass over
/// the rows. What is at its default takes no part in it.</item>
/// </list>
/// </summary>
internal static class Camera
{
    private const double Ln2 = 0.6931471805599453;

    /// <summary>Magnification against 50 degrees.</summary>
    public static float Zoom(Look look)
    {
        double half = Math.Clamp(look.Fov, 10, 120) * Math.PI / 360;
        float tangent = StableMath.Sin((float)half) / StableMath.Cos((float)half);
        return Math.Clamp(0.4663077f / tangent, 0.42f, 2.6f);
    }

    /// <summary>What the lens does to the light of the scene: the picture stays linear and unbounded.</summary>
    public static void Develop(PixelBuffer picture, Look look, RowParallel rows)
    {
        ChromaticAberration.Apply(picture, Share(look.ChromaticAberration), rows);
        // Rising faster at the end: the last third of the range is for pictures that shall glow.
        float bloom = Share(look.HdrBloom);
        Bloom.Apply(picture, bloom * (0.75f + (1.35f * bloom)), rows);
    }

    /// <summary>Lighting, exposure and white balance as one factor for each channel.</summary>
    public static Vector4 Gain(Look look)
    {
        // Two stops down to a stop up around 60.
        double stops = (Math.Clamp(look.Lighting, 0, 100) - 60) / (look.Lighting < 60 ? 30 : 40);
        stops += Math.Clamp(look.Exposure, -4, 4);
        Vector4 gain = WhiteBalance(look.ColorTemp, look.Tint) * (float)StableMath.Exp(stops * Ln2);
        gain.W = 1f;
        return gain;
    }

    /// <summary>Multiplies by the <see cref="Gain"/>: the finished HDR picture, scene-referred.</summary>
    public static void Expose(PixelBuffer picture, Look look, RowParallel rows)
    {
        Vector4 gain = Gain(look);
        rows.For(
            0,
            picture.Height,
            (from, to) =>
            {
                for (int y = from; y < to; y++)
                {
                    foreach (ref Vector4 pixel in picture.Pixels(y))
                    {
                        pixel = Vector4.Max(pixel * gain, Vector4.Zero) with { W = 1f };
                    }
                }
            }
        );
    }

    /// <summary>From the light of the scene to that of the display: opaque, 0–1.</summary>
    /// <param name="picture">A developed picture.</param>
    /// <param name="look">The camera's values.</param>
    /// <param name="grade">The grade, if any.</param>
    /// <param name="dice">Root of the grain's chance.</param>
    /// <param name="rows">Runs the pass.</param>
    public static void Display(PixelBuffer picture, Look look, GradeCube? grade, Dice dice, RowParallel rows)
    {
        Vector4 gain = Gain(look);
        var curve = new ToneCurve(
            StableMath.Exp((Math.Clamp(look.Contrast, 0, 100) - 50) / 50 * 0.55),
            look.ToneMapping
        );
        var vignette = look.Vignette > 0 ? new Vignette(picture.Width, picture.Height, Share(look.Vignette)) : null;
        var grain = look.Grain > 0 ? new FilmGrain(dice.Fork("grain").Seed, picture, Share(look.Grain)) : null;
        rows.For(
            0,
            picture.Height,
            (from, to) =>
            {
                for (int y = from; y < to; y++)
                {
                    Span<Vector4> row = picture.Pixels(y);
                    curve.Apply(row, gain);
                    grade?.Apply(row);
                    vignette?.Apply(row, y);
                    grain?.Apply(row, y);
                }
            }
        );
    }

    private static float Share(double percent) => (float)Math.Clamp(percent, 0, 100) / 100f;

    private static Vector4 WhiteBalance(double kelvin, double tint)
    {
        // Light of a lower temperature has more red and less blue; luminance stays.
        double warmth = StableMath.Log(5500 / Math.Clamp(kelvin, 2000, 10000));
        double magenta = Math.Clamp(tint, -100, 100) / 100;
        float r = (float)StableMath.Exp((0.42 * warmth) + (0.22 * magenta));
        float g = (float)StableMath.Exp((0.04 * warmth) - (0.28 * magenta));
        float b = (float)StableMath.Exp((-0.62 * warmth) + (0.22 * magenta));
        float luminance = (0.2126f * r) + (0.7152f * g) + (0.0722f * b);
        return new Vector4(r, g, b, 1f) / luminance;
    }
}

/// <summary>What lies between the camera and the planes: depth haze.</summary>
/// <param name="Color">Its hue, the horizon's.</param>
/// <param name="Density">0 for none; 1 hides nine tenths of the horizon.</param>
internal readonly record struct Air(LinearColor Color, float Density)
{
    /// <summary>How much of what stands at a distance (0 the camera, 1 the horizon) the air hides, 0–1.</summary>
    public float Share(float distance) =>
        Density <= 0f ? 0f : 1f - StableMath.Exp(-2.3f * Density * Math.Clamp(distance, 0f, 1f));
}
