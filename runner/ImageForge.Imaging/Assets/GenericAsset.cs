using ImageForge.Imaging.Paths;
using ImageForge.Imaging.Pixels;

namespace ImageForge.Imaging.Assets;

/// <summary>What stands for a category that has no asset of its own: flags on poles, raised or drooping.</summary>
internal static class GenericAsset
{
    public static BuiltInAsset Banner { get; } = new(new AssetName("generic", "banner", true), 1.2f, Draw);

    private static void Draw(AssetCanvas c)
    {
        int count = c.Count(2, 3, 5);
        for (int i = 0; i < count; i++)
        {
            float x = c.Right * (i + 0.7f) / (count + 0.6f);
            Outline pole = c.Shape().Stroke(1.8f, x, 100f, x, 6f);
            c.Cut(pole, c.Palette.Dark);
            LinearColor color = i % 2 == 0 ? c.Palette.Accent : c.Palette.Second;
            Outline flag = c.Shape();
            float reach = c.Right / count * 0.72f;
            flag.Move(x, 7f)
                .Cubic(x + (reach * 0.35f), 1f, x + (reach * 0.6f), 15f, x + reach, 8f)
                .Line(x + reach, 30f)
                .Cubic(x + (reach * 0.6f), 37f, x + (reach * 0.35f), 23f, x, 30f)
                .Close();
            c.Cut(flag, color, 2f, 36f);
        }
    }
}
