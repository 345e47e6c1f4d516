using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using ImageForge.Imaging.Noise;
using ImageForge.Imaging.Pixels;
using ImageForge.Imaging.Pixels.Lanes;
using ImageForge.Scenes.Palettes;

namespace ImageForge.Scenes.Backdrops;

/// <summary>Rings of paper around a point, each with a hole over the next inner one that it throws its shadow in.</summary>
internal static class SkyRings
{
    private const int Rings = 7;
    private const int CoarseStep = 16;

    public static void Paint(DrawingContext context, Vector2 disc)
    {
        Palette palette = context.Palette;
        Vector4[] papers = new Vector4[Rings + 1];
        for (int i = 0; i <= Rings; i++)
        {
            float t = i / (float)(Rings - 1);
            LinearColor paper =
                t < 0.45f
                    ? palette.Horizon.Mix(palette.Sky, t / 0.45f)
                    : palette.Sky.Mix(palette.Zenith, Math.Min((t - 0.45f) / 0.55f, 1f));
            papers[i] = paper.Premultiplied;
        }

        float reach = new Vector2(
            Math.Max(disc.X, context.Width - disc.X),
            Math.Max(disc.Y, context.SkyFoot - disc.Y) * 0.9f
        ).Length();
        float spacing = reach / Rings;
        uint seed = context.Dice.Fork("rings").Seed;
        PixelBuffer picture = context.Canvas.Picture;
        Vector4 horizon = palette.Horizon.Premultiplied;
        float shadow = 0.26f * context.ThemeStyle.Finish.Shadow;
        // The street covers what lies below.
        int bottom = Math.Min(picture.Height, (int)(context.SkyFoot + (16f * context.Unit)));
        context.Canvas.Rows.For(
            0,
            bottom,
            (from, to) =>
            {
                // Whole registers are measured.
                int stride =
                    (picture.Width + Vector256<float>.Count - 1) / Vector256<float>.Count * Vector256<float>.Count;
                using var scratch = new AlignedFloats(stride * 4);
                Span<float> wobble = scratch.Span[..stride];
                Span<float> light = scratch.Span.Slice(stride, stride);
                Span<float> edge = scratch.Span.Slice(2 * stride, stride);
                Span<float> ring = scratch.Span.Slice(3 * stride, stride);
                wobble.Clear();
                for (int y = from; y < to; y++)
                {
                    Wobble(wobble[..picture.Width], seed, y, context.Unit);
                    float low = Math.Clamp((y / context.SkyFoot) - 0.45f, 0f, 0.5f) * 0.9f;
                    // Overhead there is less air than along the ground.
                    float down = Math.Clamp(y / context.SkyFoot, 0f, 1f);
                    low = 1f - ((1f - low) * (1f - context.Canvas.Air.Share(0.25f + (0.75f * down * down))));
                    Measure(wobble, y + 0.5f - disc.Y, disc.X, spacing, shadow, light, edge, ring);
                    Lay(picture.Row(y), light, edge, ring[..picture.Width], papers, horizon * low, 1f - low);
                }
            }
        );
    }

    // Which ring each pixel of a row is in, what light falls there, and how much of the ring its edge leaves.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Measure(
        ReadOnlySpan<float> wobble,
        float dy,
        float discX,
        float spacing,
        float depth,
        Span<float> light,
        Span<float> edge,
        Span<float> ring
    )
    {
        Vector256<float> zero = Vector256<float>.Zero;
        Vector256<float> one = Vector256<float>.One;
        Vector256<float> square = Vector256.Create(dy * dy * 1.25f);
        Vector256<float> fall = Vector256.Create(dy * 0.8f);
        float inverse = 1f / spacing;
        for (int x = 0; x < wobble.Length; x += Vector256<float>.Count)
        {
            Vector256<float> columns = Vector256.ConvertToSingle(Vector256.Create(x) + Vector256<int>.Indices);
            Vector256<float> dx = columns + Vector256.Create(0.5f) - Vector256.Create(discX);
            Vector256<float> distance = Vector256.Sqrt((dx * dx) + square);
            Vector256<float> t = distance * (one + Vector256.Create(wobble.Slice(x, Vector256<float>.Count))) * inverse;
            Vector256<float> index = Vector256.Min(Vector256.Floor(t), Vector256.Create(Rings - 1f));
            Vector256<float> within = Vector256.Min(t - index, one);
            // Most where it faces the light.
            Vector256<float> facing = Vector256.Create(0.62f) - (((dx * 0.5f) + fall) / (distance + one) * 0.38f);
            Vector256<float> shade = Vector256.Max(zero, (within - Vector256.Create(0.72f)) / Vector256.Create(0.28f));
            shade *= shade * depth * facing;
            (one - shade).CopyTo(light[x..]);
            Vector256.Min(Vector256.Max((one - within) * spacing, zero), one).CopyTo(edge[x..]);
            index.CopyTo(ring[x..]);
        }
    }

    private static void Lay(
        Span<float> row,
        ReadOnlySpan<float> light,
        ReadOnlySpan<float> edge,
        ReadOnlySpan<float> ring,
        ReadOnlySpan<Vector4> papers,
        Vector4 added,
        float kept
    )
    {
        for (int from = 0; from < ring.Length; )
        {
            int run = ring[from..].IndexOfAnyExcept(ring[from]);
            int count = run < 0 ? ring.Length - from : run;
            var kernel = new RingKernel(
                row[(from * PixelBuffer.Channels)..],
                light[from..],
                edge[from..],
                papers[(int)ring[from]],
                papers[(int)ring[from] + 1],
                kept,
                added
            );
            LaneLoop.Run(kernel, count);
            from += count;
        }
    }

    private static void Wobble(Span<float> row, uint seed, int y, float unit)
    {
        float frequency = 1f / (190f * unit);
        float left = ValueNoise.Fractal(seed, 0f, y * frequency, 2);
        for (int x = 0; x < row.Length; x += CoarseStep)
        {
            float right = ValueNoise.Fractal(seed, (x + CoarseStep) * frequency, y * frequency, 2);
            for (int k = 0; k < CoarseStep && x + k < row.Length; k++)
            {
                row[x + k] = (left + ((right - left) * k / CoarseStep)) * 0.11f;
            }

            left = right;
        }
    }
}

/// <summary>A run of the sky within one ring: the ring's paper over the next one's, where its edge lets it be seen.</summary>
/// <param name="row">What is painted; opaque.</param>
/// <param name="light">What the outer paper's shadow leaves of the light on the inner one, one value a pixel.</param>
/// <param name="edge">How much of the inner paper is seen.</param>
/// <param name="inner">Colour of the inner paper.</param>
/// <param name="outer">Colour of the outer one.</param>
/// <param name="kept">What the air leaves of them.</param>
/// <param name="added">What the air adds.</param>
internal readonly ref struct RingKernel(
    Span<float> row,
    ReadOnlySpan<float> light,
    ReadOnlySpan<float> edge,
    Vector4 inner,
    Vector4 outer,
    float kept,
    Vector4 added
) : IPixelKernel
{
    private readonly ref float _row = ref MemoryMarshal.GetReference(row);
    private readonly ref float _light = ref MemoryMarshal.GetReference(light);
    private readonly ref float _edge = ref MemoryMarshal.GetReference(edge);
    private readonly Vector4 _inner = inner;
    private readonly Vector4 _outer = outer;
    private readonly Vector4 _added = added;
    private readonly float _kept = kept;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Step<T>(nint at)
        where T : struct, ILanes<T>
    {
        T outer = T.Each(_outer);
        T lit = T.Each(_inner) * T.LoadEach(ref Unsafe.Add(ref _light, at));
        T color = outer + ((lit - outer) * T.LoadEach(ref Unsafe.Add(ref _edge, at)));
        T aired = (color * T.All(_kept)) + T.Each(_added);
        T.WithAlpha(aired, T.All(1f)).Store(ref Unsafe.Add(ref _row, at * 4));
    }
}
