using ImageForge.Imaging.Galleries;
using ImageForge.Imaging.Pixels;

namespace ImageForge.Imaging.Comparing;

/// <summary>A row for each pair of pictures: the one, the other, and where they differ.</summary>
public static class ComparisonSheet
{
    /// <summary>Renders the sheet. The caller disposes of the result.</summary>
    /// <param name="title">What stands above.</param>
    /// <param name="rows">The pairs, and below each difference map what was measured.</param>
    /// <param name="frameWidth">Width of a picture in pixels, at least 64.</param>
    /// <exception cref="ArgumentException">There is no pair, or the width is below 64.</exception>
    public static PixelBuffer Render(
        string title,
        IReadOnlyList<(ComparedPair Pair, string Scores)> rows,
        int frameWidth
    )
    {
        ArgumentNullException.ThrowIfNull(rows);
        var maps = new List<PixelBuffer>();
        try
        {
            var frames = new List<ContactFrame>();
            foreach ((ComparedPair pair, string scores) in rows)
            {
                using FittedPair fitted = FittedPair.Of(pair.Left, pair.Right);
                maps.Add(DifferenceMap.Render(fitted.Left, fitted.Right));
                frames.Add(new ContactFrame(pair.Left, pair.LeftCaption));
                frames.Add(new ContactFrame(pair.Right, pair.RightCaption));
                frames.Add(new ContactFrame(maps[^1], scores));
            }

            using PixelBuffer sheet = ContactSheet.Render(
                frames,
                new ContactSheetOptions
                {
                    Columns = 3,
                    FrameWidth = frameWidth,
                    Title = title,
                    Numbered = false,
                }
            );
            using PixelBuffer legend = DifferenceLegend.Render(sheet.Width, Math.Clamp(frameWidth / 34f, 7f, 40f));
            return SheetStack.Join([sheet, legend]);
        }
        finally
        {
            maps.ForEach(m => m.Dispose());
        }
    }
}
