using ImageForge.Imaging.Paths;
using ImageForge.Imaging.Pixels;
using ImageForge.Scenes.Backdrops;
using ImageForge.Scenes.Layout;

namespace ImageForge.Scenes.Assets;

/// <summary>Paints every signal's asset, farthest first, and says where each one is.</summary>
internal sealed class SignalPainter
{
    private readonly DrawingContext _context;
    private readonly View _view;
    private readonly BuiltInAsset?[] _assets;
    private readonly PlacedBox[] _boxes;

    public SignalPainter(DrawingContext context, View view)
    {
        _context = context;
        _view = view;
        IReadOnlyList<Signal> signals = context.Scene.Signals;
        _assets = BuiltInAssets.Cast(signals);
        _boxes = SignalLayout.Place(
            context.Scene,
            [
                .. signals.Select(
                    (s, i) => s.Asset is { } image ? image.Width / (float)image.Height : _assets[i]!.Aspect
                ),
            ],
            Math.Max(view.Margin, context.Arrangement.Framed ? 0.1f : 0f),
            // Cards are labels on the city, not things in it.
            context.Upright
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

        _context.StandAt(zone is Zone.Street ? 0.15f : 0.3f);

        IEnumerable<int> order = Enumerable
            .Range(0, _boxes.Length)
            .Where(i => SignalLayout.ZoneOf(_context.Scene.Signals[i]) == zone)
            .OrderBy(i => _boxes[i].Y + _boxes[i].Height)
            .ThenBy(i => i);
        foreach (int i in order)
        {
            _context.Canvas.Rows.Cancellation.ThrowIfCancellationRequested();
            Paint(i);
        }
    }

    public IReadOnlyList<Hitbox> Hitboxes() =>
        [.. _boxes.Select((box, i) => ToHitbox(_view.Seen(box), _view.Asked, _context.Scene.Signals[i]))];

    // A tree in front of a signal would hide what the picture is about.
    private void KeepClear()
    {
        for (int i = 0; i < _boxes.Length; i++)
        {
            if (SignalLayout.ZoneOf(_context.Scene.Signals[i]) == Zone.City)
            {
                float margin = _boxes[i].Width * 0.02f;
                _context.KeptClear.Add((_boxes[i].X - margin, _boxes[i].X + _boxes[i].Width + margin));
            }
        }
    }

    private void Paint(int i)
    {
        Signal signal = _context.Scene.Signals[i];
        if (!_context.Upright)
        {
            PinCard(_context, _boxes[i]);
        }

        if (signal.Asset is { } image)
        {
            PasteImage(_context, image, _boxes[i]);
        }
        else
        {
            var dice = _context.Dice.Fork($"signal/{signal.Category}/{signal.Tag}/{i}");
            var canvas = new AssetCanvas(_context, _boxes[i], signal.Level, signal.Intensity, dice);
            _assets[i]!.Draw(canvas);
            canvas.Lay();
        }

        ReflectInWetGround(_context, signal, _boxes[i]);
    }

    // Seen from straight above or below nothing stands; what is drawn from the side is pinned on as a card.
    private static void PinCard(DrawingContext context, PlacedBox box)
    {
        float pad = 9f * context.Unit;
        var card = new Outline();
        card.RoundRect(box.X - pad, box.Y - pad, box.Width + (2 * pad), box.Height + (2 * pad), 12f * context.Unit);
        context.Canvas.Cut(
            card,
            context.Palette.Horizon.Mix(context.Palette.Cloud, 0.5f).Scale(context.Palette.IsNight ? 0.6f : 0.95f)
        );
        context.Canvas.Lay(context.Style(12f, 1f, 0.3f, 0.05f));
    }

    private static void ReflectInWetGround(DrawingContext context, Signal signal, PlacedBox box)
    {
        if (
            context.Wetness > 0.05f
            && context.Upright
            && SignalLayout.ZoneOf(signal) != Zone.Sky
            && context.Scene.Background is Background.Skyline
        )
        {
            float depth = Math.Min(box.Height * 0.8f, context.Height * 0.16f);
            WetGround.Reflect(context, box.X, box.X + box.Width, box.Y + box.Height, depth, context.Wetness * 0.55f);
        }
    }

    private static void PasteImage(DrawingContext context, PixelBuffer image, PlacedBox box)
    {
        int width = Math.Max(1, (int)MathF.Round(box.Width));
        int height = Math.Max(1, (int)MathF.Round(box.Height));
        using PixelBuffer resized = Resizer.Resize(image, width, height, ResizeFilter.Lanczos, context.Canvas.Rows);
        int left = Math.Clamp((int)MathF.Round(box.X), 0, Math.Max(0, context.Canvas.Width - width));
        int top = Math.Clamp((int)MathF.Round(box.Y), 0, Math.Max(0, context.Canvas.Height - height));
        int columns = Math.Min(width, context.Canvas.Width - left);
        int rows = Math.Min(height, context.Canvas.Height - top);
        for (int y = 0; y < rows; y++)
        {
            resized.Pixels(y)[..columns].CopyTo(context.Canvas.Sheet.Buffer.Pixels(top + y)[left..]);
        }

        context.Canvas.Sheet.Touch(new PixelArea(left, top, left + columns, top + rows));
        context.Canvas.Lay(context.Style(6f, 0.6f, 0f, 0f));
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
