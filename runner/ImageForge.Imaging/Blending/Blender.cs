using ImageForge.Imaging.Paper;
using ImageForge.Imaging.Pixels;

namespace ImageForge.Imaging.Blending;

/// <summary>Lays a layer of the picture's own size on it.</summary>
internal static class Blender
{
    public static void Blend(
        PixelBuffer picture,
        PixelBuffer layer,
        PixelArea area,
        BlendMode mode,
        float opacity,
        RowParallel rows
    )
    {
        if (area.IsEmpty || opacity <= 0f)
        {
            return;
        }

        int start = area.Left * PixelBuffer.Channels;
        int length = (area.Right - area.Left) * PixelBuffer.Channels;
        rows.For(
            area.Top,
            area.Bottom,
            (from, to) =>
            {
                for (int y = from; y < to; y++)
                {
                    RowBlender.Blend(
                        picture.Row(y).Slice(start, length),
                        layer.Row(y).Slice(start, length),
                        mode,
                        opacity
                    );
                }
            }
        );
    }
}
