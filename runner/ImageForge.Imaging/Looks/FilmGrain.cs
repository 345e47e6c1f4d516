using System.Numerics;
using ImageForge.Imaging.Noise;
using ImageForge.Imaging.Pixels;

namespace ImageForge.Imaging.Looks;

/// <summary>
/// Grain as in film: it lies in the middle tones, leaves black and white alone, and grows with the picture. A grain is a
/// function of seed and place, so bands and threads do not show; it is as often lighter as darker, so the mean stays.
/// </summary>
internal sealed class FilmGrain
{
    private const float Strength = 0.34f;

    private readonly uint _seed;
    private readonly float _amount;
    private readonly float _cells;

    public FilmGrain(uint seed, PixelBuffer picture, float amount)
    {
        _seed = seed;
        _amount = amount * Strength;
        _cells = 1f / Math.Max(1f, Math.Min(picture.Width, picture.Height) / 768f);
    }

    public void Apply(Span<Vector4> row, int y)
    {
        float v = y * _cells;
        int v0 = (int)v;
        float down = v - v0;
        // Between lattice rows noise thins out; this keeps it as strong.
        float even = 1f / MathF.Sqrt(((1f - down) * (1f - down)) + (down * down));
        int lattice = -1;
        float left = 0f;
        float right = 0f;
        for (int x = 0; x < row.Length; x++)
        {
            float u = x * _cells;
            int u0 = (int)u;
            if (u0 != lattice)
            {
                bool wide = _cells < 1f;
                left = wide && lattice >= 0 && u0 == lattice + 1 ? right : Column(u0, v0, down);
                right = wide ? Column(u0 + 1, v0, down) : left;
                lattice = u0;
            }

            float across = u - u0;
            float noise = Math.Clamp((left + ((right - left) * across)) * even, -1f, 1f);
            row[x] *= Gain(row[x], noise);
        }
    }

    private float Column(int x, int y, float down)
    {
        float a = Triangle(x, y);
        return down == 0f ? a : a + ((Triangle(x, y + 1) - a) * down);
    }

    // The sum of two even chances: more often weak than strong.
    private float Triangle(int x, int y)
    {
        uint hash = Hash.At(_seed, x, y);
        return (((hash & 0xFFFF) + (hash >> 16)) * (1f / 65535f)) - 1f;
    }

    private Vector4 Gain(Vector4 pixel, float noise)
    {
        float brightest = Math.Max(pixel.X, Math.Max(pixel.Y, pixel.Z));
        float light = (0.2126f * pixel.X) + (0.7152f * pixel.Y) + (0.0722f * pixel.Z);
        // Never so strong that black or white would clip it: the mean would move.
        float room = Math.Min(0.8f, (1f - brightest) / Math.Max(brightest, 1e-4f));
        float strength = Math.Min(_amount * (1f - brightest) / MathF.Sqrt(Math.Max(light, 1e-4f)), room);
        float gain = 1f + (noise * strength);
        return new Vector4(gain, gain, gain, 1f);
    }
}
