namespace ImageForge.Inference.Pipelines;

/// <summary>A mask of pixels brought to the size of latents: the nearest pixel up and to the left, as torch does it.</summary>
internal static class LatentMask
{
    /// <summary>A pixel at or above this is painted anew.</summary>
    private const float Threshold = 0.5f;

    /// <summary>One or nothing for each pixel.</summary>
    public static void Binarize(Span<float> mask)
    {
        foreach (ref var value in mask)
        {
            value = value < Threshold ? 0 : 1;
        }
    }

    /// <summary>Takes one pixel of each <paramref name="factor"/> × <paramref name="factor"/>.</summary>
    public static void Reduce(ReadOnlySpan<float> mask, int width, int factor, Span<float> into)
    {
        var columns = width / factor;
        for (var i = 0; i < into.Length; i++)
        {
            into[i] = mask[i / columns * factor * width + i % columns * factor];
        }
    }

    /// <summary>Leaves black (0, the middle of −1 to 1) where the mask is set: what an inpainting model is shown.</summary>
    public static void Cover(Span<float> planes, ReadOnlySpan<float> mask)
    {
        for (var i = 0; i < planes.Length; i++)
        {
            planes[i] = mask[i % mask.Length] < Threshold ? planes[i] : 0;
        }
    }
}
