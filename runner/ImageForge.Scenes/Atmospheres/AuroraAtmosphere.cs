using ImageForge.Imaging.Noise;
using ImageForge.Imaging.Pixels;
using ImageForge.Scenes.Backdrops;

namespace ImageForge.Scenes.Atmospheres;

/// <summary>Curtains of green light that end in violet.</summary>
internal sealed class AuroraAtmosphere : Atmosphere
{
    private const float Step = 6f;

    public override BlendMode Blend => BlendMode.Add;

    public override void Paint(DrawingContext context, float intensity, Dice dice)
    {
        float lift = Lift(intensity);
        LinearColor violet = LinearColor.Parse("#a64dff").Scale(lift);
        LinearColor green = LinearColor.Parse("#2bff9a").Scale(1.15f * lift);
        LinearColor cyan = green.Mix(LinearColor.Parse("#20d8ff").Scale(lift), 0.5f);
        Curtain[] curtains =
        [
            .. Enumerable
                .Range(0, 1 + (int)(intensity * 2.9f))
                .Select(i => new Curtain(context, dice.Fork(i).Seed, i, 0.75f + (0.15f * intensity))),
        ];
        float low = context.Ground / context.Unit * 1.25f;
        // The middle curtain is of another green than its neighbours.
        Curtain[] outer = [.. curtains.Where((_, i) => i % 2 == 0)];
        Curtain[] middle = [.. curtains.Where((_, i) => i % 2 == 1)];
        Light(green, (x, y) => Sum(outer, x, y, 0f, 0.72f));
        Light(cyan, (x, y) => Sum(middle, x, y, 0f, 0.72f));
        Light(violet, (x, y) => Sum(curtains, x, y, 0.3f, 1f) * 0.8f);

        float Sum(Curtain[] of, float x, float y, float from, float to)
        {
            float sum = 0f;
            foreach (Curtain curtain in y > low ? ReadOnlySpan<Curtain>.Empty : of)
            {
                sum += curtain.At(x, y, from, to);
            }

            return sum;
        }

        void Light(LinearColor color, Func<float, float, float> density) =>
            SoftField.Paint(context, Step, color, color, density);
    }

    /// <summary>One curtain. Folds and rays run from top to bottom, so they are the same for all of a column.</summary>
    private sealed class Curtain
    {
        private readonly float[] _folds;
        private readonly float[] _rays;
        private readonly float _spacing;
        private readonly float _hem;
        private readonly float _tall;
        private readonly float _strength;

        public Curtain(DrawingContext context, uint seed, int index, float strength)
        {
            float ground = context.Ground / context.Unit;
            _strength = strength;
            _hem = ground * (0.32f + (0.14f * index));
            _tall = ground * (0.42f + (0.06f * index));
            _spacing = SoftField.Spacing(context, Step);
            int columns = (int)(context.Width / context.Unit / _spacing) + 4;
            _folds = new float[columns];
            _rays = new float[columns];
            for (int i = 0; i < columns; i++)
            {
                float x = i * _spacing;
                _folds[i] =
                    (ValueNoise.Fractal(seed, x / 300f, 0.3f, 2) * 105f)
                    + (ValueNoise.At(seed + 1, x / 70f, 0.7f) * 16f);
                _rays[i] = 0.55f + (0.45f * ValueNoise.At(seed + 2, (x + (_folds[i] * 0.7f)) / 15f, 0.1f));
            }
        }

        /// <summary>Light between two heights of the curtain.</summary>
        public float At(float x, float y, float from, float to)
        {
            int column = Math.Min((int)((x / _spacing) + 0.5f), _folds.Length - 1);
            float t = (((_hem + _folds[column] - y) / _tall) - from) / (to - from);
            if (t is <= -0.06f or >= 1f)
            {
                return 0f;
            }

            float rise = t < 0f ? 1f + (t / 0.06f) : (1f - t) * (1f - t);
            float foot = from > 0f ? Math.Clamp(t * 4f, 0f, 1f) : 1f;
            return rise * foot * _rays[column] * _strength;
        }
    }
}
