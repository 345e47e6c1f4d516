using System.Numerics;
using ImageForge.Imaging.Noise;
using ImageForge.Imaging.Pixels;

namespace ImageForge.Imaging.Layers;

/// <summary>Clouds of seeded noise between two colours.</summary>
/// <param name="from">Where it is lowest.</param>
/// <param name="to">Where it is highest.</param>
/// <param name="feature">Pixels of a feature.</param>
/// <param name="octaves">Number of frequencies.</param>
/// <param name="seed">Seed.</param>
internal sealed class NoisePaint(LinearColor from, LinearColor to, float feature, int octaves, uint seed) : IPaint
{
    private readonly Vector4 _from = from.Premultiplied;
    private readonly Vector4 _step = to.Premultiplied - from.Premultiplied;

    public void Fill(Vector2 from, Vector2 step, Span<Vector4> pixels)
    {
        for (int x = 0; x < pixels.Length; x++)
        {
            Vector2 at = (from + (step * x)) / feature;
            float value = (ValueNoise.Fractal(seed, at.X, at.Y, octaves) + 1f) / 2f;
            pixels[x] = _from + (_step * Math.Clamp(value, 0f, 1f));
        }
    }
}
