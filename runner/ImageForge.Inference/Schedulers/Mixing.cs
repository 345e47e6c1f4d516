namespace ImageForge.Inference.Schedulers;

/// <summary>Sums of latents, element by element and each in the same order of operations.</summary>
internal static class Mixing
{
    /// <summary>a·x + b·y. May be written in place.</summary>
    public static void Mix(float a, ReadOnlySpan<float> x, float b, ReadOnlySpan<float> y, Span<float> into)
    {
        x = x[..into.Length];
        y = y[..into.Length];
        for (int i = 0; i < into.Length; i++)
        {
            into[i] = (a * x[i]) + (b * y[i]);
        }
    }

    /// <summary>√ā·original + √(1−ā)·noise.</summary>
    public static void AddNoise(
        float alpha,
        ReadOnlySpan<float> original,
        ReadOnlySpan<float> noise,
        Span<float> into
    ) => Mix(MathF.Sqrt(alpha), original, MathF.Sqrt(1 - alpha), noise, into);
}
