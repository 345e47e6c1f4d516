using System.Numerics;
using ImageForge.Imaging.Noise;
using ImageForge.Imaging.Paths;
using ImageForge.Imaging.Pixels;
using ImageForge.Scenes.Assets;
using ImageForge.Scenes.Palettes;
using ImageForge.Scenes.Paper;

namespace ImageForge.Scenes.Backdrops;

/// <summary>
/// A street that runs away from the camera between two rows of houses: kerbs, lanes, roof lines and lamps all lead to one
/// point. Lateral and upright measures are pixels at distance 1, which the bottom of the picture is.
/// </summary>
internal sealed class BoulevardPainter
{
    private const float FirstHouse = 0.6f;
    private const float HouseLength = 0.62f;
    private const int Houses = 16;

    private readonly DrawingContext _context;
    private readonly float _horizon;
    private readonly float _eye;
    private readonly float _middle;
    private readonly float _kerb;
    private readonly float _front;

    public BoulevardPainter(DrawingContext context)
    {
        _context = context;
        // The zones' ground line is a little way down the street, so that what stands on it stands on the street.
        _horizon = context.Ground - (0.085f * context.Height);
        _eye = context.Height - _horizon;
        _middle = context.Arrangement.Vanishing * context.Width;
        _kerb = 0.44f * Math.Max(context.Width, context.Height);
        _front = 0.66f * Math.Max(context.Width, context.Height);
    }

    public void Paint()
    {
        PaintGround();
        Dice dice = _context.Dice.Fork("boulevard");
        float[] heights = [.. Enumerable.Range(0, 2 * Houses).Select(_ => _eye * dice.Range(2.5f, 4.1f))];
        for (int i = Houses - 1; i >= 0; i--)
        {
            float near = FirstHouse + (i * HouseLength);
            _context.StandAt(Math.Clamp(0.14f + (near * 0.07f), 0f, 0.75f));
            House(dice, -1f, near, heights[i]);
            House(dice, 1f, near, heights[Houses + i]);
            _context.Canvas.Lay(
                _context.Style(Math.Max(2f, 16f / near), 0.7f, 0.22f, 0.04f) with
                {
                    Haze = _context.Palette.Horizon.WithAlpha(Math.Clamp((near - 1f) * 0.05f, 0f, 0.5f)),
                }
            );
        }
    }

    /// <summary>Lamps, trees and people along both kerbs, farthest first.</summary>
    public void PaintPavement()
    {
        Dice dice = _context.Dice.Fork("boulevard-props");
        foreach (float z in (ReadOnlySpan<float>)[6.4f, 4.7f, 3.5f, 2.6f, 1.9f])
        {
            _context.StandAt(Math.Clamp(0.1f + (z * 0.06f), 0f, 0.7f));
            foreach (float side in (ReadOnlySpan<float>)[-1f, 1f])
            {
                Vector2 foot = At(side * _kerb * 1.07f, 0f, z);
                Props.Lamp(_context, foot.X, foot.Y, 1.75f * _eye / 118f / z);
                Vector2 tree = At(side * _kerb * 1.1f, 0f, z * 1.17f);
                Props.Tree(_context, dice, tree.X, tree.Y, 1.5f * _eye / 96f / (z * 1.17f));
                People(dice, At(side * _kerb * dice.Range(1.18f, 1.4f), 0f, z * 1.05f), _eye / (z * 1.05f));
            }

            _context.Canvas.Lay(Style(9f / z, 0.7f));
        }
    }

    private void People(Dice dice, Vector2 foot, float height)
    {
        var box = new PlacedBox(foot.X - height, foot.Y - height, 2f * height, height);
        var canvas = new AssetCanvas(_context, box, 1, 0.5f, dice);
        Assets.People.Person(canvas, canvas.Middle, 100f, 96f * dice.Range(0.88f, 1f), dice);
        if (dice.Chance(0.45f))
        {
            Assets.People.Person(canvas, canvas.Middle + 34f, 101f, 92f * dice.Range(0.7f, 1f), dice);
        }
    }

    private Vector2 At(float x, float y, float z) => new(_middle + (x / z), _horizon + ((_eye - y) / z));

    private void PaintGround()
    {
        Palette palette = _context.Palette;
        LinearColor pavement = palette
            .Ground.Mix(palette.Horizon, 0.26f)
            .Mix(_context.SnowPaper, _context.Snow * 0.85f);
        LinearColor road = palette.Ground.Mix(palette.Dark, 0.34f).Mix(_context.SnowPaper, _context.Snow * 0.5f);
        var slab = new Outline();
        slab.Rect(-20f, _horizon, _context.Width + 40f, _eye + 20f);
        _context.Canvas.Cut(slab, Ink.Vertical(pavement.Scale(1.1f), pavement.Scale(0.7f), _horizon, _context.Height));
        var joints = new Outline();
        for (float x = _kerb; x < _front * 2f; x += _kerb * 0.2f)
        {
            Strip(joints, x, _kerb * 0.008f);
            Strip(joints, -x, _kerb * 0.008f);
        }

        for (float z = 0.9f; z < 9f; z += 0.3f)
        {
            Across(joints, -4f * _front, 4f * _front, z, z * 1.006f);
        }

        _context.Canvas.Fill(joints, pavement.Scale(0.78f).WithAlpha(0.55f));
        _context.Canvas.Lay(Style(8f, 0.5f));
        var lane = new Outline();
        lane.Polygon(At(-_kerb, 0f, 0.8f), At(_kerb, 0f, 0.8f), At(_kerb, 0f, 60f), At(-_kerb, 0f, 60f));
        _context.Canvas.Cut(lane, Ink.Vertical(road.Scale(1.25f), road.Scale(0.75f), _horizon, _context.Height));
        var kerb = new Outline();
        Strip(kerb, -_kerb, _kerb * 0.035f);
        Strip(kerb, _kerb, _kerb * 0.035f);
        _context.Canvas.Fill(kerb, pavement.Scale(1.2f));
        Markings(road, pavement.Mix(palette.Lamp, 0.25f));
        Spill();
        _context.Canvas.Lay(Style(3f, 0.5f));
    }

    private void Markings(LinearColor road, LinearColor paint)
    {
        var rails = new Outline();
        foreach (float x in (ReadOnlySpan<float>)[-0.62f, -0.3f, 0.3f, 0.62f])
        {
            Strip(rails, x * _kerb, _kerb * 0.014f);
        }

        _context.Canvas.Fill(rails, road.Scale(0.58f));
        var dashes = new Outline();
        for (float z = 0.85f; z < 14f; z += 0.62f)
        {
            Across(dashes, -_kerb * 0.022f, _kerb * 0.022f, z, z + 0.3f);
        }

        _context.Canvas.Fill(dashes, paint.WithAlpha(0.75f));
        var crossing = new Outline();
        for (float x = -0.92f; x < 0.9f; x += 0.16f)
        {
            Across(crossing, x * _kerb, (x + 0.08f) * _kerb, 1.75f, 2.25f);
        }

        _context.Canvas.Fill(crossing, paint.WithAlpha(0.5f));
    }

    // Light that falls out of the shops onto the pavement.
    private void Spill()
    {
        if (_context.Palette.Lit < 0.2f)
        {
            return;
        }

        LinearColor light = _context.Palette.Lamp.Scale(0.3f * _context.Palette.Lit);
        foreach (float z in (ReadOnlySpan<float>)[5f, 3.4f, 2.3f, 1.6f, 1.15f])
        {
            foreach (float side in (ReadOnlySpan<float>)[-1f, 1f])
            {
                Vector2 at = At(side * _front * 0.86f, 0f, z);
                _context.Canvas.Sheet.Glow(at.X, at.Y, 0.35f * _front / z, 0.09f * _front / z, light);
            }
        }
    }

    private void House(Dice dice, float side, float near, float height)
    {
        Palette palette = _context.Palette;
        float far = near + HouseLength;
        LinearColor tint = dice.Index(5) switch
        {
            0 => palette.Near.Mix(palette.Accent, 0.34f),
            1 => palette.Near.Mix(palette.Second, 0.30f),
            2 => palette.Near.Mix(palette.Horizon, 0.16f),
            _ => palette.Near,
        };
        LinearColor paper = DrawingContext.Vary(tint, dice, 0.12f).Scale(side < 0f ? 0.86f : 1.08f);
        float x = side * _front;
        float back = side * _front * 1.9f;
        var end = new Outline();
        end.Polygon(At(x, 0f, near), At(back, 0f, near), At(back, height, near), At(x, height, near));
        _context.Canvas.Cut(end, paper.Scale(0.7f));
        var wall = new Outline();
        wall.Polygon(At(x, 0f, near), At(x, 0f, far), At(x, height, far), At(x, height, near));
        Vector2 top = At(x, height, near);
        _context.Canvas.Cut(wall, Ink.Vertical(paper.Scale(1.12f), paper.Scale(0.88f), top.Y, At(x, 0f, near).Y));
        var ledge = new Outline();
        float out1 = x - (side * _front * 0.025f);
        ledge.Polygon(
            At(out1, height * 0.955f, near),
            At(out1, height * 0.955f, far),
            At(out1, height * 1.01f, far),
            At(out1, height * 1.01f, near)
        );
        _context.Canvas.Cut(ledge, paper.Scale(1.28f), 0.5f);
        if (_context.ThemeStyle.Details)
        {
            Windows(dice, x, near, height, paper);
            Shop(dice, side, near, paper);
        }
    }

    private void Windows(Dice dice, float x, float near, float height, LinearColor paper)
    {
        float floor = _eye * 0.62f;
        float shop = _eye * 1.25f;
        int rows = (int)((height * 0.94f - shop) / floor);
        const int Columns = 4;
        var dark = new Outline();
        var lit = new Outline();
        for (int row = 0; row < rows; row++)
        {
            float low = shop + ((row + 0.2f) * floor);
            for (int column = 0; column < Columns; column++)
            {
                float z0 = near + (HouseLength * (column + 0.28f) / Columns);
                float z1 = near + (HouseLength * (column + 0.74f) / Columns);
                Outline pane = dice.Chance(_context.Palette.Lit * 0.75f) ? lit : dark;
                float top = low + (floor * 0.62f);
                pane.Polygon(At(x, low, z0), At(x, low, z1), At(x, top, z1), At(x, top, z0));
            }
        }

        _context.Canvas.Fill(dark, paper.Mix(_context.Palette.Dark, 0.5f));
        _context.Canvas.Fill(lit, _context.Lamp.Scale(0.68f));
    }

    private void Shop(Dice dice, float side, float near, LinearColor paper)
    {
        float x = side * _front;
        bool open = _context.Palette.Lit > 0.2f || dice.Chance(0.3f);
        LinearColor inside = open
            ? _context.Lamp.Scale(0.75f)
            : _context.Palette.Dark.Mix(_context.Palette.Horizon, 0.3f);
        var glass = new Outline();
        float z0 = near + (HouseLength * 0.1f);
        float z1 = near + (HouseLength * 0.72f);
        glass.Polygon(At(x, _eye * 0.14f, z0), At(x, _eye * 0.14f, z1), At(x, _eye * 0.8f, z1), At(x, _eye * 0.8f, z0));
        _context.Canvas.Fill(glass, inside);
        var door = new Outline();
        float z2 = near + (HouseLength * 0.78f);
        float z3 = near + (HouseLength * 0.93f);
        door.Polygon(At(x, 0f, z2), At(x, 0f, z3), At(x, _eye * 0.8f, z3), At(x, _eye * 0.8f, z2));
        _context.Canvas.Fill(door, _context.Palette.Dark.Mix(paper, 0.35f));
        LinearColor color = _context.Palette.Cloth(dice);
        float day = _context.Palette.IsNight ? 0.55f : 0.95f;
        const int Stripes = 6;
        for (int i = 0; i < Stripes; i++)
        {
            float a = near + (HouseLength * (0.04f + (0.92f * i / Stripes)));
            float b = near + (HouseLength * (0.04f + (0.92f * (i + 1) / Stripes)));
            float rim = x - (side * _front * 0.09f);
            var cloth = new Outline();
            cloth.Polygon(
                At(rim, _eye * 0.86f, a),
                At(rim, _eye * 0.86f, b),
                At(x, _eye * 1.08f, b),
                At(x, _eye * 1.08f, a)
            );
            LinearColor stripe = i % 2 == 0 ? color : _context.Palette.Cloud.Mix(color, 0.08f);
            _context.Canvas.Fill(cloth, stripe.Scale(day * (side < 0f ? 0.85f : 1f)));
        }
    }

    // A line on the ground that runs to the vanishing point.
    private void Strip(Outline outline, float x, float width) =>
        outline.Polygon(At(x, 0f, 0.8f), At(x + width, 0f, 0.8f), At(x + width, 0f, 50f), At(x, 0f, 50f));

    private void Across(Outline outline, float left, float right, float near, float far) =>
        outline.Polygon(At(left, 0f, near), At(right, 0f, near), At(right, 0f, far), At(left, 0f, far));

    private CutStyle Style(float depth, float shadow) => _context.Style(Math.Max(1.5f, depth), shadow, 0.22f, 0.045f);
}
