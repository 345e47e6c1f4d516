using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using ImageForge.Imaging.Noise;
using ImageForge.Imaging.Pixels;
using ImageForge.Imaging.Pixels.Lanes;

namespace ImageForge.Scenes.Backdrops;

/// <summary>What stands above a line, mirrored in the wet ground below it: broken by ripples, fading with distance.</summary>
internal static class WetGround
{
    public static void Reflect(DrawingContext context, float left, float right, float line, float depth, float strength)
    {
        PixelBuffer picture = context.Canvas.Picture;
        int x0 = Math.Clamp((int)left, 0, picture.Width);
        int x1 = Math.Clamp((int)right, 0, picture.Width);
        int top = Math.Clamp((int)line, 1, picture.Height);
        int bottom = Math.Clamp((int)(line + depth), 0, picture.Height);
        if (x1 - x0 < 2 || bottom <= top || strength <= 0f)
        {
            return;
        }

        uint seed = context.Dice.Fork("ripples").Seed;
        // Rows below the line read only rows above it, so bands cannot disturb each other.
        context.Canvas.Rows.For(
            top,
            bottom,
            (from, to) =>
            {
                // Whole registers are computed.
                using var scratch = new AlignedFloats(x1 - x0 + Vector256<float>.Count);
                for (int y = from; y < to; y++)
                {
                    Row(context, seed, y, x0, x1, top, depth, strength, scratch.Span);
                }
            }
        );
    }

    private static void Row(
        DrawingContext context,
        uint seed,
        int y,
        int x0,
        int x1,
        int line,
        float depth,
        float strength,
        Span<float> amounts
    )
    {
        PixelBuffer picture = context.Canvas.Picture;
        float unit = context.Unit;
        float below = y + 0.5f - line;
        float fade = 1f - (below / depth);
        float sway = ValueNoise.At(seed, 0.5f, y / (3.2f * unit)) * (1.5f + (below * 0.035f / unit)) * unit;
        float lift = ValueNoise.At(seed + 1, 0.5f, y / (5f * unit)) * 2.5f * unit;
        bool whole = x0 == 0 && x1 == picture.Width;
        float feather = whole ? 0f : Math.Max(2f, (x1 - x0) * 0.12f);
        int v = (int)(y / (2.6f * unit));
        Ripple(seed + 2, v, 1f / (46f * unit), x0, x1, feather, strength * fade, amounts);
        ReadOnlySpan<float> near = picture.Row(Source(line, below, lift));
        ReadOnlySpan<float> far = picture.Row(Source(line, below, lift + (6f * unit)));
        Span<float> target = picture.Row(y);
        int shift = (int)sway;
        // Beside the picture its border is what is mirrored.
        int inner = Math.Clamp(-shift, x0, x1);
        int outer = Math.Clamp(picture.Width - shift, inner, x1);
        for (int x = x0; x < inner; x++)
        {
            LaneLoop.Run(new MirrorKernel(target[(x * 4)..], near, far, amounts[(x - x0)..]), 1);
        }

        if (inner < outer)
        {
            int source = (inner + shift) * 4;
            var kernel = new MirrorKernel(
                target[(inner * 4)..],
                near[source..],
                far[source..],
                amounts[(inner - x0)..]
            );
            LaneLoop.Run(kernel, outer - inner);
        }

        for (int x = outer; x < x1; x++)
        {
            LaneLoop.Run(new MirrorKernel(target[(x * 4)..], near[^4..], far[^4..], amounts[(x - x0)..]), 1);
        }
    }

    // How much of the mirror image a row's pixels show; interpolated along the row only: ripples are long and flat.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Ripple(
        uint seed,
        int v,
        float frequency,
        int x0,
        int x1,
        float feather,
        float strength,
        Span<float> amounts
    )
    {
        Vector256<float> one = Vector256<float>.One;
        for (int at = x0, end; at < x1; at = end)
        {
            int cell = (int)(at * frequency);
            end = End(cell, frequency, at, x1);
            float left = Hash.Unit(Hash.At(seed, cell, v));
            float rise = Hash.Unit(Hash.At(seed, cell + 1, v)) - left;
            // What is computed beyond the cell is computed again for the next one.
            for (int x = at; x < end; x += Vector256<float>.Count)
            {
                Vector256<float> columns = Vector256.ConvertToSingle(Vector256.Create(x) + Vector256<int>.Indices);
                Vector256<float> t = (columns * frequency) - Vector256.Create((float)cell);
                Vector256<float> curve = t * rise * t * (Vector256.Create(3f) - (t * 2f));
                Vector256<float> wave = ((Vector256.Create(left) + curve) * 2f) - one;
                Vector256<float> side = one;
                if (feather > 0f)
                {
                    Vector256<float> away = Vector256.Min(
                        columns - Vector256.Create((float)x0),
                        Vector256.Create((float)x1) - columns
                    );
                    side = Vector256.Min(Vector256.Max(away / Vector256.Create(feather), Vector256<float>.Zero), one);
                }

                Vector256<float> amount = side * strength * (Vector256.Create(0.72f) + (wave * 0.4f));
                amount.CopyTo(amounts[(x - x0)..]);
            }
        }
    }

    // The first column after a cell's.
    private static int End(int cell, float frequency, int from, int most)
    {
        int end = Math.Clamp((int)((cell + 1) / frequency), from + 1, most);
        while (end > from + 1 && (int)((end - 1) * frequency) > cell)
        {
            end--;
        }

        while (end < most && (int)(end * frequency) == cell)
        {
            end++;
        }

        return end;
    }

    private static int Source(int line, float below, float lift) =>
        Math.Clamp((int)(line - (below * 1.05f) - lift), 0, line - 1);
}

/// <summary>Adds the mean of two rows to another by an amount of its own for each pixel; wet ground itself is darker.</summary>
internal readonly ref struct MirrorKernel(
    Span<float> ground,
    ReadOnlySpan<float> near,
    ReadOnlySpan<float> far,
    ReadOnlySpan<float> amounts
) : IPixelKernel
{
    private readonly ref float _ground = ref MemoryMarshal.GetReference(ground);
    private readonly ref float _near = ref MemoryMarshal.GetReference(near);
    private readonly ref float _far = ref MemoryMarshal.GetReference(far);
    private readonly ref float _amounts = ref MemoryMarshal.GetReference(amounts);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Step<T>(nint at)
        where T : struct, ILanes<T>
    {
        ref float ground = ref Unsafe.Add(ref _ground, at * 4);
        T amount = T.LoadEach(ref Unsafe.Add(ref _amounts, at));
        T mirrored =
            (T.Load(ref Unsafe.Add(ref _near, at * 4)) + T.Load(ref Unsafe.Add(ref _far, at * 4))) * T.All(0.5f);
        T kept = T.Load(ref ground) * (T.All(1f) - (amount * T.All(0.75f)));
        (kept + (mirrored * amount)).Store(ref ground);
    }
}
