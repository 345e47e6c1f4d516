using System.Numerics;
using ImageForge.Imaging.Paths;
using ImageForge.Imaging.Pixels;
using ImageForge.Imaging.Text;
using ImageForge.Scenes.Galleries;

namespace ImageForge.Scenes.Comparing;

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

/// <summary>Two pictures that are laid side by side. They stay the caller's.</summary>
/// <param name="Left">One picture.</param>
/// <param name="LeftCaption">What stands below it.</param>
/// <param name="Right">The other.</param>
/// <param name="RightCaption">What stands below it.</param>
public sealed record ComparedPair(PixelBuffer Left, string LeftCaption, PixelBuffer Right, string RightCaption);

/// <summary>
/// Two pictures at one size, which is the left one's: the right one is scaled to fit within it. Where the shapes differ,
/// both are cut to the part that they share around their centres.
/// </summary>
public sealed class FittedPair : IDisposable
{
    private FittedPair(PixelBuffer left, PixelBuffer right)
    {
        Left = left;
        Right = right;
    }

    /// <summary>The left picture.</summary>
    public PixelBuffer Left { get; }

    /// <summary>The right picture, of the same size.</summary>
    public PixelBuffer Right { get; }

    /// <summary>Fits them.</summary>
    /// <param name="left">One picture. Stays the caller's.</param>
    /// <param name="right">The other. Stays the caller's.</param>
    public static FittedPair Of(PixelBuffer left, PixelBuffer right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        double scale = Math.Min((double)left.Width / right.Width, (double)left.Height / right.Height);
        int width = Math.Clamp((int)Math.Round(right.Width * scale), 1, left.Width);
        int height = Math.Clamp((int)Math.Round(right.Height * scale), 1, left.Height);
        return new FittedPair(
            Centre(left, width, height),
            width == right.Width && height == right.Height ? right.Clone() : Resizer.Resize(right, width, height)
        );
    }

    /// <summary>Gives the memory of both back.</summary>
    public void Dispose()
    {
        Left.Dispose();
        Right.Dispose();
    }

    private static PixelBuffer Centre(PixelBuffer image, int width, int height)
    {
        PixelBuffer part = PixelBuffer.AllocateUncleared(width, height);
        int x = (image.Width - width) / 2;
        int y = (image.Height - height) / 2;
        for (int row = 0; row < height; row++)
        {
            ReadOnlySpan<Vector4> source = image.Pixels(y + row);
            source.Slice(x, width).CopyTo(part.Pixels(row));
        }

        return part;
    }
}

/// <summary>What the colours of a difference map mean.</summary>
public static class DifferenceLegend
{
    private static readonly LinearColor Ground = LinearColor.Parse("#1c2030");
    private static readonly LinearColor Chalk = LinearColor.Parse("#f4ecdd");

    private static readonly (double Difference, string Text)[] Marks =
    [
        (0, "equal"),
        (HeatScale.JustVisible, "just visible"),
        (0.1, "plain"),
        (HeatScale.Full, "another colour"),
    ];

    /// <summary>A strip with the scale and its words. The caller disposes of the result.</summary>
    /// <param name="width">Width in pixels, at least 200.</param>
    /// <param name="size">Height of capitals in pixels.</param>
    public static PixelBuffer Render(int width, float size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 200);
        int height = (int)(size * 6.5f);
        using var sheet = new Paper.Sheet(width, height);
        sheet.Fill(new Outline().Rect(0, 0, width, height), Ground);
        float left = size * 3f;
        float bar = width - (left * 2f);
        float top = size * 1.1f;
        for (int x = 0; x < (int)bar; x++)
        {
            Vector4 color = HeatScale.At(x / (double)bar);
            for (int y = (int)top; y < (int)(top + (size * 1.4f)); y++)
            {
                sheet.Buffer.Pixels(y)[(int)left + x] = color;
            }
        }

        foreach ((double difference, string text) in Marks)
        {
            float x = left + (bar * (float)HeatScale.Position(difference));
            float length = StrokeFont.Measure(text, size);
            sheet.Fill(new Outline().Rect(x - (size * 0.06f), top, size * 0.12f, size * 1.9f), Chalk);
            float start = Math.Clamp(x - (length / 2), size * 0.5f, width - length - (size * 0.5f));
            sheet.Fill(StrokeFont.Set(text, start, top + (size * 2.5f), size), Chalk);
        }

        return sheet.Buffer.Clone();
    }
}
