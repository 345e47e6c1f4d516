using System.Numerics;
using ImageForge.Imaging.Paths;
using ImageForge.Imaging.Pixels;
using ImageForge.Imaging.Text;

namespace ImageForge.Imaging.Comparing;

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
