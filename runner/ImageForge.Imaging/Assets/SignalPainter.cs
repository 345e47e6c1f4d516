using ImageForge.Imaging.Backdrops;
using ImageForge.Imaging.Paper;
using ImageForge.Imaging.Paths;
using ImageForge.Imaging.Pixels;
using ImageForge.Imaging.Scenes;
using ImageForge.Imaging.Staging;

namespace ImageForge.Imaging.Assets;

/// <summary>Paints every signal's asset, farthest first, and says where each one is.</summary>
internal sealed class SignalPainter
{
    private readonly StageSet _set;
    private readonly View _view;
    private readonly BuiltInAsset?[] _assets;
    private readonly PlacedBox[] _boxes;

    public SignalPainter(StageSet set, View view)
    {
        _set = set;
        _view = view;
        IReadOnlyList<Signal> signals = set.Scene.Signals;
        _assets = BuiltInAssets.Cast(signals);
        _boxes = SignalLayout.Place(
            set.Scene,
            [
                .. signals.Select(
                    (s, i) => s.Asset is { } image ? image.Width / (float)image.Height : _assets[i]!.Aspect
                ),
            ],
            Math.Max(view.Margin, set.Arrangement.Framed ? 0.1f : 0f),
            // Cards are labels on the city, not things in it.
            set.Upright
                ? 1f
                : 0.62f
        );
    }

    public void Paint(Zone zone)
    {
        if (zone == Zone.City)
        {
            KeepClear();
        }

        _set.StandAt(zone is Zone.Street ? 0.15f : 0.3f);

        IEnumerable<int> order = Enumerable
            .Range(0, _boxes.Length)
            .Where(i => SignalLayout.ZoneOf(_set.Scene.Signals[i]) == zone)
            .OrderBy(i => _boxes[i].Y + _boxes[i].Height)
            .ThenBy(i => i);
        foreach (int i in order)
        {
            _set.Stage.Rows.Cancellation.ThrowIfCancellationRequested();
            Paint(i);
        }
    }

    public IReadOnlyList<Hitbox> Hitboxes() =>
        [.. _boxes.Select((box, i) => ToHitbox(_view.Seen(box), _view.Asked, _set.Scene.Signals[i]))];

    // A tree before the stage would hide what the picture is about.
    private void KeepClear()
    {
        for (int i = 0; i < _boxes.Length; i++)
        {
            if (SignalLayout.ZoneOf(_set.Scene.Signals[i]) == Zone.City)
            {
                float margin = _boxes[i].Width * 0.02f;
                _set.KeptClear.Add((_boxes[i].X - margin, _boxes[i].X + _boxes[i].Width + margin));
            }
        }
    }

    private void Paint(int i)
    {
        Signal signal = _set.Scene.Signals[i];
        if (!_set.Upright)
        {
            PinCard(_set, _boxes[i]);
        }

        if (signal.Asset is { } image)
        {
            PasteImage(_set, image, _boxes[i]);
        }
        else
        {
            var dice = _set.Dice.Fork($"signal/{signal.Category}/{signal.Tag}/{i}");
            var canvas = new AssetCanvas(_set, _boxes[i], signal.Level, signal.Intensity, dice);
            _assets[i]!.Draw(canvas);
            canvas.Lay();
        }

        ReflectInWetGround(_set, signal, _boxes[i]);
    }

    // Seen from straight above or below nothing stands; what is drawn from the side is pinned on as a card.
    private static void PinCard(StageSet set, PlacedBox box)
    {
        float pad = 9f * set.Unit;
        var card = new Outline();
        card.RoundRect(box.X - pad, box.Y - pad, box.Width + (2 * pad), box.Height + (2 * pad), 12f * set.Unit);
        set.Stage.Cut(card, set.Palette.Horizon.Mix(set.Palette.Cloud, 0.5f).Scale(set.Palette.IsNight ? 0.6f : 0.95f));
        set.Stage.Lay(set.Style(12f, 1f, 0.3f, 0.05f));
    }

    private static void ReflectInWetGround(StageSet set, Signal signal, PlacedBox box)
    {
        if (
            set.Wetness > 0.05f
            && set.Upright
            && SignalLayout.ZoneOf(signal) != Zone.Sky
            && set.Scene.Background is Background.Skyline
        )
        {
            float depth = Math.Min(box.Height * 0.8f, set.Height * 0.16f);
            WetGround.Reflect(set, box.X, box.X + box.Width, box.Y + box.Height, depth, set.Wetness * 0.55f);
        }
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
        set.Stage.Lay(set.Style(6f, 0.6f, 0f, 0f));
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
