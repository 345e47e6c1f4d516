using System.Numerics;
using ImageForge.Imaging.Looks;
using ImageForge.Imaging.Noise;
using ImageForge.Imaging.Pixels;

namespace ImageForge.Scenes.Layers;

/// <summary>Computes the colours of a box. Several threads ask at once.</summary>
internal interface IPaint
{
    /// <summary>Fills premultiplied linear pixels from a point of the box on, one step apart, in pixels of the box.</summary>
    void Fill(Vector2 from, Vector2 step, Span<Vector4> pixels);
}

/// <summary>One colour.</summary>
internal sealed class PlainPaint(LinearColor color) : IPaint
{
    private readonly Vector4 _pixel = color.Premultiplied;

    public void Fill(Vector2 from, Vector2 step, Span<Vector4> pixels) => pixels.Fill(_pixel);
}

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

/// <summary>
/// A gradient. Colours are mixed in OkLab, where equal steps look equal, and weighted by their opacity, so that what
/// fades out keeps its hue.
/// </summary>
internal sealed class GradientPaint : IPaint
{
    /// <summary>Colours between which a pixel is interpolated: finer than a 16-bit picture shows.</summary>
    private const int Steps = 1024;

    private readonly Vector4[] _ramp;
    private readonly Vector2 _origin;
    private readonly Vector2 _axis;
    private readonly Vector2 _radius;
    private readonly bool _radial;

    public GradientPaint(Gradient gradient, Vector2 size)
    {
        _ramp = Ramp(gradient.Stops);
        _radial = gradient.Radial;
        if (_radial)
        {
            // An ellipse of the box's proportions through its corners.
            _origin = size / 2;
            _radius = new Vector2(1.4142135f / size.X, 1.4142135f / size.Y);
            return;
        }

        double radians = gradient.Angle * (Math.PI / 180);
        var direction = new Vector2((float)StableMath.Sine(radians), -(float)StableMath.Sine(radians + (Math.PI / 2)));
        // Long enough that the corners have exactly the first and the last colour.
        float length = Math.Abs(size.X * direction.X) + Math.Abs(size.Y * direction.Y);
        _origin = (size / 2) - (direction * (length / 2));
        _axis = direction / length;
    }

    public void Fill(Vector2 from, Vector2 step, Span<Vector4> pixels)
    {
        for (int x = 0; x < pixels.Length; x++)
        {
            Vector2 offset = from + (step * x) - _origin;
            float t = _radial ? (offset * _radius).Length() : (offset.X * _axis.X) + (offset.Y * _axis.Y);
            float at = Math.Clamp(t, 0f, 1f) * Steps;
            int index = Math.Min((int)at, Steps - 1);
            Vector4 a = _ramp[index];
            pixels[x] = a + ((_ramp[index + 1] - a) * (at - index));
        }
    }

    private static Vector4[] Ramp(IReadOnlyList<GradientStop> stops)
    {
        var ramp = new Vector4[Steps + 1];
        for (int i = 0; i <= Steps; i++)
        {
            ramp[i] = At(stops, i / (double)Steps);
        }

        return ramp;
    }

    private static Vector4 At(IReadOnlyList<GradientStop> stops, double position)
    {
        int next = 0;
        while (next < stops.Count && stops[next].Position <= position)
        {
            next++;
        }

        if (next == 0 || next == stops.Count)
        {
            return stops[Math.Min(next, stops.Count - 1)].Color.Premultiplied;
        }

        GradientStop a = stops[next - 1];
        GradientStop b = stops[next];
        double share = (position - a.Position) / (b.Position - a.Position);
        double alpha = a.Color.A + ((b.Color.A - a.Color.A) * share);
        // What is transparent has no colour to give.
        double weight = alpha <= 0 ? share : b.Color.A * share / alpha;
        (double red, double green, double blue) = OkLab.From(a.Color).Mix(OkLab.From(b.Color), weight).ToLinear();
        return new LinearColor(
            (float)Math.Max(red, 0),
            (float)Math.Max(green, 0),
            (float)Math.Max(blue, 0),
            (float)alpha
        ).Premultiplied;
    }
}
