using ImageForge.Imaging.Pixels;

namespace ImageForge.Imaging.Looks;

/// <summary>
/// Light that bleeds out of what is brighter than the paper: a soft-kneed threshold, blurred at four sizes, added. Cells
/// are a share of the picture, so that it looks the same at every size. All four together weigh 3.2 times the strength,
/// and a pixel gives at most 1 / 0.35: what is added is bounded, however bright the scene.
/// </summary>
internal static class Bloom
{
    private const int Levels = 4;
    private const float Threshold = 0.82f;

    public static void Apply(PixelBuffer picture, float strength, RowParallel rows)
    {
        if (strength <= 0f)
        {
            return;
        }

        float factor = Math.Max(2f, MathF.Round(Math.Min(picture.Width, picture.Height) / 256f));
        var pyramid = new LightMap[Levels];
        pyramid[0] = LightMap.BrightParts(picture, (int)factor, Threshold, rows);
        for (int i = 1; i < Levels; i++)
        {
            pyramid[i] = pyramid[i - 1].Halve();
        }

        for (int i = Levels - 1; i >= 0; i--)
        {
            pyramid[i].Blur();
            if (i + 1 < Levels)
            {
                pyramid[i].AddEnlarged(pyramid[i + 1], 0.85f);
            }
        }

        pyramid[0].AddTo(picture, (int)factor, strength, rows);
    }
}
