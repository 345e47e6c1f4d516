using System.Numerics;
using ImageForge.Imaging.Pixels;

namespace ImageForge.Imaging.Galleries;

/// <summary>Sheets one below the other.</summary>
internal static class SheetStack
{
    /// <summary>Joins them; a narrower one is continued to the right by its own edge. The caller disposes of the result.</summary>
    public static PixelBuffer Join(IReadOnlyList<PixelBuffer> sheets)
    {
        int width = sheets.Max(s => s.Width);
        PixelBuffer joined = PixelBuffer.AllocateUncleared(width, sheets.Sum(s => s.Height));
        int top = 0;
        foreach (PixelBuffer sheet in sheets)
        {
            for (int y = 0; y < sheet.Height; y++)
            {
                Span<Vector4> row = joined.Pixels(top + y);
                sheet.Pixels(y).CopyTo(row);
                row[sheet.Width..].Fill(sheet.Pixels(y)[^1]);
            }

            top += sheet.Height;
        }

        return joined;
    }
}
