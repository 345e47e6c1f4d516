namespace ImageForge.Imaging.Noise;

/// <summary>Smooth lattice noise without period, in -1 to 1.</summary>
internal static class ValueNoise
{
    public static float At(uint seed, float x, float y)
    {
        int x0 = (int)MathF.Floor(x);
        int y0 = (int)MathF.Floor(y);
        float u = Smooth(x - x0);
        float v = Smooth(y - y0);
        float a = Hash.Unit(Hash.At(seed, x0, y0));
        float b = Hash.Unit(Hash.At(seed, x0 + 1, y0));
        float c = Hash.Unit(Hash.At(seed, x0, y0 + 1));
        float d = Hash.Unit(Hash.At(seed, x0 + 1, y0 + 1));
        float top = a + ((b - a) * u);
        float bottom = c + ((d - c) * u);
        return ((top + ((bottom - top) * v)) * 2f) - 1f;
    }

    /// <summary>A sum of octaves, each at twice the frequency and half the strength; still within -1 to 1.</summary>
    public static float Fractal(uint seed, float x, float y, int octaves)
    {
        float sum = 0f;
        float weight = 0.5f;
        float total = 0f;
        for (int i = 0; i < octaves; i++)
        {
            sum += At(seed + ((uint)i * 0x9E37), x, y) * weight;
            total += weight;
            weight *= 0.5f;
            x *= 2f;
            y *= 2f;
        }

        return sum / total;
    }

    private static float Smooth(float t) => t * t * (3f - (2f * t));
}
