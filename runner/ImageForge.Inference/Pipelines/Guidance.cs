namespace ImageForge.Inference.Pipelines;

/// <summary>Classifier-free guidance.</summary>
internal static class Guidance
{
    /// <summary>Whether a scale asks for the unconditional pass: above 1 only.</summary>
    public static bool IsOn(float scale) => scale > 1;

    /// <summary>u + g·(c − u), into <paramref name="conditional"/>.</summary>
    public static void Combine(ReadOnlySpan<float> unconditional, Span<float> conditional, float scale)
    {
        for (var i = 0; i < conditional.Length; i++)
        {
            conditional[i] = unconditional[i] + scale * (conditional[i] - unconditional[i]);
        }
    }
}
