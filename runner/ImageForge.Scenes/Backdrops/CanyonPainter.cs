using System.Numerics;
using ImageForge.Imaging.Noise;
using ImageForge.Imaging.Paths;
using ImageForge.Imaging.Pixels;
using ImageForge.Scenes.Palettes;
using ImageForge.Scenes.Paper;

namespace ImageForge.Scenes.Backdrops;

/// <summary>
/// The city from the ground, straight up: walls on both sides of a street rise to one point in the sky. A place is given
/// by where it stands on the ground around the camera and how high it is; height 0 is at the camera's own level.
/// </summary>
internal sealed class CanyonPainter
{
    private const int Blocks = 5;

    private readonly DrawingContext _context;
    private readonly Vector2 _zenith;
    private readonly float _street;
    private readonly float _block;

    public CanyonPainter(DrawingContext context)
    {
        _context = context;
        _zenith = new Vector2(context.Arrangement.Vanishing * context.Width, context.Height * 0.42f);
        _street = Math.Max(0.54f * context.Width, 0.3f * context.Height);
        _block = Math.Max(context.Height, context.Width * 0.6f) * 0.62f;
    }

    public void Paint()
    {
        SkyPainter.Paint(_context);
        Dice dice = _context.Dice.Fork("canyon");
        // Farther blocks first: nearer ones hide them.
        for (int i = Blocks - 1; i >= 0; i--)
        {
            _context.StandAt(0.12f + (0.13f * i));
            foreach (float along in (ReadOnlySpan<float>)[-1f, 1f])
            {
                foreach (float side in (ReadOnlySpan<float>)[-1f, 1f])
                {
                    Tower(dice, side, along, i);
                }
            }

            _context.Canvas.Lay(Style(18f - (2f * i), Math.Clamp(0.12f * i, 0f, 0.5f)));
        }

        _context.StandAt(0.1f);
        Wires(dice);
        Lamps();
    }

    private Vector2 At(float x, float y, float height) => _zenith + (new Vector2(x, y) / (1f + height));

    private void Tower(Dice dice, float side, float along, int index)
    {
        Palette palette = _context.Palette;
        float near = along * _block * (index + 0.015f);
        float far = near + (along * _block * dice.Range(0.78f, 0.97f));
        float rise = dice.Range(1.9f, 4.6f) * _context.ThemeStyle.Height;
        if (index == 0 && along > 0f == (side > 0f))
        {
            // Two landmarks of the canyon: they reach nearly to the point where all lines meet.
            rise = dice.Range(6f, 9f);
        }

        float x = side * _street * dice.Range(0.94f, 1.08f);
        float back = x + (side * _street * 0.75f);
        LinearColor tint = dice.Index(4) switch
        {
            0 => palette.Near.Mix(palette.Accent, 0.26f),
            1 => palette.Near.Mix(palette.Second, 0.24f),
            2 => palette.Middle,
            _ => palette.Near,
        };
        LinearColor paper = DrawingContext.Vary(tint, dice, 0.12f).Scale(side < 0f ? 0.85f : 1.1f);
        var flank = new Outline();
        flank.Polygon(At(x, near, 0f), At(back, near, 0f), At(back, near, rise), At(x, near, rise));
        Vector2 top = At(x, (near + far) / 2, rise);
        Vector2 foot = At(x, (near + far) / 2, 0f);
        _context.Canvas.Cut(flank, Ink.Gradient(paper.Scale(0.62f), paper.Scale(0.85f), foot, top));
        Panes(dice, new Vector2(x, near), new Vector2(back, near), rise, paper.Scale(0.7f), 3);
        var wall = new Outline();
        wall.Polygon(At(x, near, 0f), At(x, far, 0f), At(x, far, rise), At(x, near, rise));
        _context.Canvas.Cut(wall, Ink.Gradient(paper.Scale(0.8f), paper.Scale(1.2f), foot, top));
        Panes(dice, new Vector2(x, near), new Vector2(x, far), rise, paper, 6);
        Cornice(x, near, far, rise, side, paper);
    }

    private void Cornice(float x, float near, float far, float rise, float side, LinearColor paper)
    {
        float rim = x - (side * _street * 0.03f);
        var ledge = new Outline();
        ledge.Polygon(At(rim, near, rise * 0.97f), At(rim, far, rise * 0.97f), At(x, far, rise), At(x, near, rise));
        _context.Canvas.Cut(ledge, paper.Scale(0.7f), 0.4f);
    }

    private void Panes(Dice dice, Vector2 from, Vector2 to, float rise, LinearColor paper, int columns)
    {
        if (!_context.ThemeStyle.Details)
        {
            return;
        }

        const float Floor = 0.2f;
        var dark = new Outline();
        var lit = new Outline();
        for (float h = 0.12f; h < rise - Floor; h += Floor)
        {
            for (int i = 0; i < columns; i++)
            {
                Vector2 a = StableGeometry.Between(from, to, (i + 0.26f) / columns);
                Vector2 b = StableGeometry.Between(from, to, (i + 0.76f) / columns);
                float top = h + (Floor * 0.58f);
                Outline pane = dice.Chance(_context.Palette.Lit * 0.6f) ? lit : dark;
                pane.Polygon(At(a.X, a.Y, h), At(b.X, b.Y, h), At(b.X, b.Y, top), At(a.X, a.Y, top));
            }
        }

        _context.Canvas.Fill(dark, paper.Mix(_context.Palette.Sky, 0.3f).Scale(0.78f));
        _context.Canvas.Fill(lit, _context.Lamp.Scale(0.62f));
    }

    // Lines across the street, hung with pennants or lanterns: they say how high it is.
    private void Wires(Dice dice)
    {
        if (!_context.ThemeStyle.Props)
        {
            return;
        }

        foreach (float y in (ReadOnlySpan<float>)[0.62f, -0.34f])
        {
            float height = dice.Range(0.75f, 1.15f);
            Vector2 a = At(-_street, y * _block, height);
            Vector2 b = At(_street, y * _block + (0.12f * _block), height);
            var wire = new Outline();
            wire.Stroke(1.6f * _context.Unit, a.X, a.Y, b.X, b.Y);
            _context.Canvas.Fill(wire, _context.Palette.Dark);
            const int Count = 13;
            for (int i = 1; i < Count; i++)
            {
                Vector2 at = StableGeometry.Between(a, b, i / (float)Count);
                float r = 8.5f * _context.Unit;
                var lantern = new Outline();
                lantern.Circle(at.X, at.Y, r);
                LinearColor paper = _context.Palette.Cloth(dice);
                _context.Canvas.Fill(lantern, _context.Palette.Lit > 0.25f ? paper.Mix(_context.Lamp, 0.55f) : paper);
                if (_context.Palette.Lit > 0.25f)
                {
                    _context.Canvas.Sheet.Glow(
                        at.X,
                        at.Y,
                        r * 3.4f,
                        _context.Palette.Lamp.Scale(0.22f * _context.Palette.Lit)
                    );
                }
            }

            _context.Canvas.Lay(Style(9f, 0f));
        }
    }

    private void Lamps()
    {
        if (!_context.ThemeStyle.Props)
        {
            return;
        }

        foreach (float side in (ReadOnlySpan<float>)[-1f, 1f])
        {
            var foot = new Vector2(side * _street * 0.8f, _block * 0.95f);
            Vector2 low = At(foot.X, foot.Y, 0f);
            Vector2 high = At(foot.X, foot.Y, 0.55f);
            Vector2 arm = At(foot.X * 0.78f, foot.Y, 0.55f);
            Vector2 across = Vector2.Normalize(new Vector2(low.Y - high.Y, high.X - low.X));
            float thick = 9f * _context.Unit;
            float thin = 4.5f * _context.Unit;
            var post = new Outline();
            post.Polygon(
                low + (across * thick),
                high + (across * thin),
                high - (across * thin),
                low - (across * thick)
            );
            post.Stroke(thin * 1.6f, high.X, high.Y, arm.X, arm.Y);
            _context.Canvas.Cut(post, _context.Palette.Dark, 0.4f);
            var glass = new Outline();
            glass.Ellipse(arm.X, arm.Y, 20f * _context.Unit, 13f * _context.Unit);
            bool on = _context.Palette.Lit > 0.25f;
            _context.Canvas.Fill(glass, on ? _context.Lamp.Scale(1.6f) : _context.Palette.Cloud.Scale(0.9f));
            if (on)
            {
                _context.Canvas.Sheet.Glow(
                    arm.X,
                    arm.Y,
                    110f * _context.Unit,
                    _context.Palette.Lamp.Scale(0.3f * _context.Palette.Lit)
                );
            }
        }

        _context.Canvas.Lay(Style(16f, 0f));
    }

    private CutStyle Style(float depth, float haze) =>
        _context.Style(depth, 0.8f, 0.24f, 0.04f) with
        {
            Haze = _context.Palette.Horizon.WithAlpha(haze),
        };
}
