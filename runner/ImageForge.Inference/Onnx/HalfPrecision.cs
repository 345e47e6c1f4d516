namespace ImageForge.Inference.Onnx;

/// <summary>Between single and half precision, to the nearest, ties to even.</summary>
internal static class HalfPrecision
{
    /// <summary>Rounds each number; what is too large becomes infinite.</summary>
    public static void Narrow(ReadOnlySpan<float> from, Span<Half> into)
    {
        for (int i = 0; i < from.Length; i++)
        {
            into[i] = (Half)from[i];
        }
    }

    /// <summary>The same numbers.</summary>
    public static void Widen(ReadOnlySpan<Half> from, Span<float> into)
    {
        for (int i = 0; i < from.Length; i++)
        {
            into[i] = (float)from[i];
        }
    }
}
