using ImageForge.Imaging.Backdrops;
using ImageForge.Imaging.Paper;
using ImageForge.Imaging.Pixels;
using ImageForge.Imaging.Scenes;

namespace ImageForge.Imaging.Assets;

/// <summary>Places every signal's asset, farthest first, and says where each one is.</summary>
internal static class SignalPainter
{
    public static Hitbox[] Paint(StageSet set)
    {
        Scene scene = set.Scene;
        BuiltInAsset?[] assets = [.. scene.Signals.Select(s => s.Asset is null ? BuiltInAssets.Find(s) : null)];
        float[] aspects =
        [
            .. scene.Signals.Select(
                (s, i) => s.Asset is { } image ? image.Width / (float)image.Height : assets[i]!.Aspect
            ),
        ];
        PlacedBox[] boxes = SignalLayout.Place(scene, aspects);
        IEnumerable<int> order = Enumerable
            .Range(0, boxes.Length)
            .OrderBy(i => boxes[i].Y + boxes[i].Height)
            .ThenBy(i => i);
        foreach (int i in order)
        {
            set.Stage.Rows.Cancellation.ThrowIfCancellationRequested();
            Signal signal = scene.Signals[i];
            if (signal.Asset is { } image)
            {
                PasteImage(set, image, boxes[i]);
            }
            else
            {
                var dice = set.Dice.Fork($"signal/{signal.Category}/{signal.Tag}/{i}");
                var canvas = new AssetCanvas(set, boxes[i], signal.Level, signal.Intensity, dice);
                assets[i]!.Draw(canvas);
                canvas.Lay();
            }
        }

        return [.. boxes.Select((box, i) => ToHitbox(box, scene, scene.Signals[i]))];
    }

    private static void PasteImage(StageSet set, PixelBuffer image, PlacedBox box)
    {
        int width = Math.Max(1, (int)MathF.Round(box.Width));
        int height = Math.Max(1, (int)MathF.Round(box.Height));
        using PixelBuffer resized = Resizer.Resize(image, width, height, ResizeFilter.Lanczos, set.Stage.Rows);
        int left = Math.Clamp((int)MathF.Round(box.X), 0, Math.Max(0, set.Stage.Width - width));
        int top = Math.Clamp((int)MathF.Round(box.Y), 0, Math.Max(0, set.Stage.Height - height));
        int columns = Math.Min(width, set.Stage.Width - left);
        int rows = Math.Min(height, set.Stage.Height - top);
        for (int y = 0; y < rows; y++)
        {
            resized.Pixels(y)[..columns].CopyTo(set.Stage.Sheet.Buffer.Pixels(top + y)[left..]);
        }

        set.Stage.Sheet.Touch(new PixelArea(left, top, left + columns, top + rows));
        set.Stage.Lay(new CutStyle { Depth = 6f * set.Unit, Shadow = set.Palette.Shadow * 0.6f });
    }

    private static Hitbox ToHitbox(PlacedBox box, Scene scene, Signal signal)
    {
        int left = Math.Clamp((int)MathF.Round(box.X), 0, scene.Width - 1);
        int top = Math.Clamp((int)MathF.Round(box.Y), 0, scene.Height - 1);
        int right = Math.Clamp((int)MathF.Round(box.X + box.Width), left + 1, scene.Width);
        int bottom = Math.Clamp((int)MathF.Round(box.Y + box.Height), top + 1, scene.Height);
        return new Hitbox(
            left,
            top,
            right - left,
            bottom - top,
            signal.Category,
            signal.Tag,
            Math.Min(Math.Abs(signal.Score), 1),
            signal.Score
        );
    }
}
