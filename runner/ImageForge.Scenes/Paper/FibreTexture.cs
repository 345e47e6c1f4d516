using System.Runtime.Intrinsics;
using ImageForge.Imaging.Noise;
using ImageForge.Imaging.Pixels;

namespace ImageForge.Scenes.Paper;

/// <summary>
/// The grain of the paper: fine speckle, and long soft fibres in two directions. One value a pixel, mean 0, about ±1.
/// Sheets read it at different offsets, so that no two show the same grain at the same place.
/// </summary>
internal sealed class FibreTexture
{
    public const int Margin = 64;

    private readonly float[] _values;
    private readonly int _stride;

    public FibreTexture(uint seed, int width, int height, float scale, RowParallel rows)
    {
        _stride = width + Margin;
        // All of it is written below.
        _values = GC.AllocateUninitializedArray<float>(_stride * (height + Margin));
        float grain = Math.Max(1f, scale);
        float invGrain = 1f / grain;
        rows.For(
            0,
            height + Margin,
            (from, to) =>
            {
                for (int y = from; y < to; y++)
                {
                    Span<float> row = _values.AsSpan(y * _stride, _stride);
                    Fibres(row, seed + 1, y, scale);
                    Grain(row, seed, (int)(y * invGrain), invGrain);
                }
            }
        );
    }

    public ReadOnlySpan<float> Row(int y, int offsetX, int offsetY) =>
        _values.AsSpan(((y + offsetY) * _stride) + offsetX, _stride - Margin);

    private static void Grain(Span<float> row, uint seed, int y, float invGrain)
    {
        int x = 0;
        for (; x + Vector256<float>.Count <= row.Length; x += Vector256<float>.Count)
        {
            Vector256<float> columns = Vector256.ConvertToSingle(Vector256.Create(x) + Vector256<int>.Indices);
            Vector256<int> cells = Vector256.ConvertToInt32(columns * invGrain);
            Vector256<float> speckle = (Hash.Unit(Hash.At(seed, cells, y)) * 2f) - Vector256<float>.One;
            Span<float> eight = row.Slice(x, Vector256<float>.Count);
            ((speckle * 0.55f) + Vector256.Create((ReadOnlySpan<float>)eight)).CopyTo(eight);
        }

        for (; x < row.Length; x++)
        {
            row[x] += ((Hash.Unit(Hash.At(seed, (int)(x * invGrain), y)) * 2f) - 1f) * 0.55f;
        }
    }

    // Noise stretched along the row, evaluated at lattice columns and joined linearly: a fibre is long and thin.
    private static void Fibres(Span<float> row, uint seed, int y, float scale)
    {
        int step = Math.Max(4, (int)(9 * scale));
        float v = y / (1.6f * scale);
        int v0 = (int)MathF.Floor(v);
        float fraction = v - v0;
        float left = Lattice(seed, 0, v0, fraction);
        for (int x = 0, i = 0; x < row.Length; x += step, i++)
        {
            float right = Lattice(seed, i + 1, v0, fraction);
            float slope = (right - left) / step;
            int end = Math.Min(step, row.Length - x);
            for (int k = 0; k < end; k++)
            {
                row[x + k] = left + (slope * k);
            }

            left = right;
        }
    }

    private static float Lattice(uint seed, int x, int y, float fraction)
    {
        float a = Hash.Unit(Hash.At(seed, x, y));
        float b = Hash.Unit(Hash.At(seed, x, y + 1));
        return ((a + ((b - a) * fraction)) * 1.6f) - 0.8f;
    }
}
