using System.Numerics;
using ImageForge.Imaging.Noise;
using ImageForge.Imaging.Palettes;
using ImageForge.Imaging.Paper;
using ImageForge.Imaging.Paths;
using ImageForge.Imaging.Pixels;

namespace ImageForge.Imaging.Backdrops;

/// <summary>
/// The city from straight above: a grid of roads, roofs that lean away from the point below the camera, trees, cars. A
/// place is given on the ground, turned a little against the picture, and how high it is.
/// </summary>
internal sealed class PlanPainter
{
    private const float RoadShare = 0.25f;

    private readonly StageSet _set;
    private readonly float _pitch;
    private readonly Matrix3x2 _turn;
    private readonly Vector2 _nadir;
    private readonly int _columns;
    private readonly int _rows;

    public PlanPainter(StageSet set)
    {
        _set = set;
        _pitch = 250f * set.Unit * Math.Clamp(set.Zoom, 0.6f, 1.8f);
        Dice dice = set.Dice.Fork("plan");
        _nadir = new Vector2(set.Width, set.Height) / 2;
        float angle = dice.Range(0.1f, 0.2f) * (dice.Chance(0.5f) ? 1f : -1f);
        if (set.Arrangement.Mirrored || set.Arrangement.Boulevard)
        {
            angle = 0f;
        }

        float cos = StableMath.Cos(angle);
        float sin = StableMath.Sin(angle);
        // A block's middle lies where the composition wants the landmark.
        float column = set.Arrangement.Landmark ?? dice.Range(0.56f, 0.7f);
        float row = set.Arrangement.Landmark is null ? dice.Range(0.36f, 0.46f) : 0.42f;
        _turn = new Matrix3x2(cos, sin, -sin, cos, column * set.Width, row * set.Height);
        float reach = new Vector2(set.Width, set.Height).Length();
        _columns = (int)(reach / _pitch) + 2;
        _rows = _columns;
    }

    private float Road => _pitch * RoadShare;

    public void Paint()
    {
        _set.StandAt(0.5f);
        PaintGround();
        Dice dice = _set.Dice.Fork("blocks");
        PaintCars();
        IEnumerable<(int X, int Y)> blocks =
            from y in Enumerable.Range(-_rows, (2 * _rows) + 1)
            from x in Enumerable.Range(-_columns, (2 * _columns) + 1)
            where Visible(Center(x, y))
            orderby (Center(x, y) - _nadir).LengthSquared() descending, y, x
            select (x, y);
        _set.StandAt(0.3f);
        foreach ((int x, int y) in blocks)
        {
            Block(dice.Fork(x + (1000 * y)), x, y);
        }
    }

    private Vector2 Center(int x, int y) => StableGeometry.Map(_turn, new Vector2(x, y) * _pitch);

    private bool Visible(Vector2 at) =>
        at.X > -_pitch && at.X < _set.Width + _pitch && at.Y > -_pitch && at.Y < _set.Height + _pitch;

    private Vector2 At(float x, float y, float height = 0f)
    {
        Vector2 ground = StableGeometry.Map(_turn, new Vector2(x, y));
        return _nadir + ((ground - _nadir) * (1f + height));
    }

    private void PaintGround()
    {
        Palette palette = _set.Palette;
        LinearColor road = palette.Ground.Mix(palette.Dark, 0.3f).Mix(_set.SnowPaper, _set.Snow * 0.5f);
        LinearColor paint = palette.Ground.Mix(palette.Horizon, 0.5f).Mix(palette.Lamp, 0.2f);
        LinearColor pavement = palette.Ground.Mix(palette.Horizon, 0.3f).Mix(_set.SnowPaper, _set.Snow * 0.85f);
        _set.Stage.Fill(new Outline().Rect(0f, 0f, _set.Width, _set.Height), road);
        var lines = new Outline();
        float half = _pitch / 2;
        float dash = _pitch / 12;
        for (int i = -_columns; i <= _columns; i++)
        {
            float at = (i * _pitch) + half;
            for (float d = -_columns * _pitch; d < _columns * _pitch; d += dash * 2f)
            {
                // None on the crossings.
                float inBlock = Math.Abs(d - (MathF.Round(d / _pitch) * _pitch));
                if (inBlock < half - (Road * 0.8f))
                {
                    Bar(lines, at, d, Road * 0.035f, dash);
                    Bar(lines, d, at, dash, Road * 0.035f);
                }
            }
        }

        _set.Stage.Fill(lines, paint.WithAlpha(0.7f));
        Crossings(paint);
        _set.Stage.Lay(new CutStyle { Fibre = 0.06f });
        for (int y = -_rows; y <= _rows; y++)
        {
            for (int x = -_columns; x <= _columns; x++)
            {
                if (Visible(Center(x, y)))
                {
                    float side = _pitch - Road;
                    var slab = new Outline(_turn);
                    slab.RoundRect((x * _pitch) - (side / 2), (y * _pitch) - (side / 2), side, side, Road * 0.22f);
                    _set.Stage.Cut(slab, pavement, 0.6f);
                }
            }
        }

        _set.Stage.Lay(Style(4f));
        Lights();
    }

    // Four zebras around every other crossing.
    private void Crossings(LinearColor paint)
    {
        var bars = new Outline();
        for (int y = -_rows; y <= _rows; y++)
        {
            for (int x = -_columns; x <= _columns; x++)
            {
                if (((x + y) & 1) != 0 || !Visible(Center(x, y)))
                {
                    continue;
                }

                float cx = (x + 0.5f) * _pitch;
                float cy = (y + 0.5f) * _pitch;
                for (float t = -0.42f; t < 0.42f; t += 0.14f)
                {
                    Bar(bars, cx + (t * Road), cy - (Road * 0.68f), Road * 0.07f, Road * 0.24f);
                    Bar(bars, cx + (t * Road), cy + (Road * 0.68f), Road * 0.07f, Road * 0.24f);
                    Bar(bars, cx - (Road * 0.68f), cy + (t * Road), Road * 0.24f, Road * 0.07f);
                    Bar(bars, cx + (Road * 0.68f), cy + (t * Road), Road * 0.24f, Road * 0.07f);
                }
            }
        }

        _set.Stage.Fill(bars, paint.WithAlpha(0.62f));
    }

    private void Bar(Outline outline, float x, float y, float width, float height)
    {
        Vector2 a = At(x - (width / 2), y - (height / 2));
        Vector2 b = At(x + (width / 2), y - (height / 2));
        Vector2 c = At(x + (width / 2), y + (height / 2));
        Vector2 d = At(x - (width / 2), y + (height / 2));
        outline.Polygon(a.X, a.Y, b.X, b.Y, c.X, c.Y, d.X, d.Y);
    }

    private void Lights()
    {
        if (_set.Palette.Lit < 0.25f)
        {
            return;
        }

        for (int y = -_rows; y <= _rows; y++)
        {
            for (int x = -_columns; x <= _columns; x++)
            {
                Vector2 at = At((x + 0.5f) * _pitch, (y + 0.5f) * _pitch);
                if (Visible(at))
                {
                    LinearColor light = _set.Palette.Lamp.Scale(0.5f * _set.Palette.Lit);
                    _set.Stage.Sheet.Glow(at.X, at.Y, _pitch * 0.36f, light);
                }
            }
        }

        _set.Stage.Lay(default);
    }

    private void PaintCars()
    {
        if (!_set.Manner.Props)
        {
            return;
        }

        Dice dice = _set.Dice.Fork("cars");
        for (int i = -_columns; i <= _columns; i++)
        {
            for (float d = -_columns * _pitch; d < _columns * _pitch; d += _pitch * dice.Range(0.35f, 1.1f))
            {
                bool across = dice.Chance(0.5f);
                float lane = ((i + 0.5f) * _pitch) + (Road * 0.22f * (across ? 1f : -1f));
                Vector2 at = across ? new Vector2(d, lane) : new Vector2(lane, d);
                Vector2 seen = At(at.X, at.Y);
                if (Visible(seen))
                {
                    Car(dice, at, across);
                }
            }
        }

        _set.Stage.Lay(Style(5f));
    }

    private void Car(Dice dice, Vector2 at, bool across)
    {
        float length = Road * 0.62f;
        Matrix3x2 place =
            (across ? Matrix3x2.Identity : new Matrix3x2(0f, 1f, -1f, 0f, 0f, 0f))
            * Matrix3x2.CreateScale(length)
            * Matrix3x2.CreateTranslation(at)
            * _turn;
        float day = _set.Palette.Stars >= 0.3f ? 0.65f : 0.95f;
        LinearColor paint = dice.Index(4) switch
        {
            0 => _set.Palette.Accent,
            1 => _set.Palette.Second,
            2 => _set.Palette.Cloud,
            _ => _set.Palette.Lamp.Mix(_set.Palette.Near, 0.4f),
        };
        var body = new Outline(place);
        body.RoundRect(-0.5f, -0.22f, 1f, 0.44f, 0.13f);
        _set.Stage.Cut(body, paint.Scale(day), 0.3f);
        var glass = new Outline(place);
        glass.RoundRect(-0.28f, -0.185f, 0.54f, 0.37f, 0.09f);
        _set.Stage.Fill(glass, _set.Palette.Dark.Mix(_set.Palette.Sky, 0.35f));
        var roof = new Outline(place);
        roof.RoundRect(-0.19f, -0.17f, 0.32f, 0.34f, 0.07f);
        _set.Stage.Fill(roof, paint.Scale(day * 1.15f));
        if (_set.Palette.Lit > 0.25f)
        {
            Vector2 front = StableGeometry.Map(place, new Vector2(0.62f, 0f));
            _set.Stage.Sheet.Glow(front.X, front.Y, length * 0.5f, _set.Palette.Lamp.Scale(0.8f * _set.Palette.Lit));
        }
    }

    private void Block(Dice dice, int x, int y)
    {
        float side = _pitch - Road - (Road * 0.36f);
        var middle = new Vector2(x, y) * _pitch;
        if (x == 0 && y == 0)
        {
            Plaza(middle, side);
            return;
        }

        Vector2 seen = At(middle.X, middle.Y);
        if (!_set.Arrangement.Stands(seen.X / _set.Width, seen.X / _set.Width) || dice.Chance(0.15f))
        {
            Park(dice, middle, side);
            return;
        }

        int cut = dice.Index(3);
        float a = side * dice.Range(0.36f, 0.62f);
        float gap = Road * 0.1f;
        Vector2 corner = middle - new Vector2(side / 2);
        (float X, float Y, float W, float H)[] lots = cut switch
        {
            0 => [(0f, 0f, side, side)],
            1 => [(0f, 0f, a, side), (a + gap, 0f, side - a - gap, side)],
            _ =>
            [
                (0f, 0f, a, a),
                (a + gap, 0f, side - a - gap, a),
                (0f, a + gap, a, side - a - gap),
                (a + gap, a + gap, side - a - gap, side - a - gap),
            ],
        };
        foreach (
            var lot in lots.OrderByDescending(l =>
                (At(corner.X + l.X + (l.W / 2), corner.Y + l.Y + (l.H / 2)) - _nadir).LengthSquared()
            )
        )
        {
            float height = dice.Range(0.05f, 0.2f) * (dice.Chance(0.2f) ? 1.7f : 1f) * _set.Manner.Height;
            House(dice, corner.X + lot.X, corner.Y + lot.Y, lot.W, lot.H, height);
            _set.Stage.Lay(Style(7f + (70f * height)));
        }
    }

    private void House(Dice dice, float x, float y, float width, float depth, float height)
    {
        Palette palette = _set.Palette;
        LinearColor tint = dice.Index(6) switch
        {
            0 => palette.Near.Mix(palette.Accent, 0.45f),
            1 => palette.Near.Mix(palette.Second, 0.4f),
            2 => palette.Middle,
            3 => palette.Far.Mix(palette.Middle, 0.5f),
            _ => palette.Near.Mix(palette.Middle, 0.5f),
        };
        LinearColor paper = StageSet.Vary(tint, dice, 0.14f);
        ReadOnlySpan<Vector2> corners = [new(x, y), new(x + width, y), new(x + width, y + depth), new(x, y + depth)];
        for (int i = 0; i < 4; i++)
        {
            Vector2 a = corners[i];
            Vector2 b = corners[(i + 1) % 4];
            Vector2 low0 = At(a.X, a.Y);
            Vector2 low1 = At(b.X, b.Y);
            Vector2 high0 = At(a.X, a.Y, height);
            Vector2 high1 = At(b.X, b.Y, height);
            var wall = new Outline();
            wall.Polygon(low0.X, low0.Y, low1.X, low1.Y, high1.X, high1.Y, high0.X, high0.Y);
            _set.Stage.Fill(wall, paper.Scale(i is 0 or 3 ? 0.85f : 0.55f));
            if (_set.Manner.Details)
            {
                Panes(dice, a, b, height, paper);
            }
        }

        Roof(dice, x, y, width, depth, height, paper.Mix(_set.SnowPaper, _set.Snow * 0.8f));
    }

    private void Panes(Dice dice, Vector2 a, Vector2 b, float height, LinearColor paper)
    {
        int columns = Math.Max(2, (int)((b - a).Length() / (22f * _set.Unit)));
        int floors = Math.Max(1, (int)(height / 0.05f));
        var dark = new Outline();
        var lit = new Outline();
        for (int floor = 0; floor < floors; floor++)
        {
            float low = height * (floor + 0.25f) / floors;
            float high = height * (floor + 0.75f) / floors;
            for (int i = 0; i < columns; i++)
            {
                Vector2 p = StableGeometry.Between(a, b, (i + 0.25f) / columns);
                Vector2 q = StableGeometry.Between(a, b, (i + 0.75f) / columns);
                Vector2 p0 = At(p.X, p.Y, low);
                Vector2 q0 = At(q.X, q.Y, low);
                Vector2 q1 = At(q.X, q.Y, high);
                Vector2 p1 = At(p.X, p.Y, high);
                Outline pane = dice.Chance(_set.Palette.Lit * 0.7f) ? lit : dark;
                pane.Polygon(p0.X, p0.Y, q0.X, q0.Y, q1.X, q1.Y, p1.X, p1.Y);
            }
        }

        _set.Stage.Fill(dark, paper.Mix(_set.Palette.Dark, 0.5f));
        _set.Stage.Fill(lit, _set.Lamp.Scale(0.7f));
    }

    private void Roof(Dice dice, float x, float y, float width, float depth, float height, LinearColor paper)
    {
        float day = _set.Palette.Stars >= 0.3f ? 0.85f : 1.1f;
        Plate(x, y, width, depth, height, paper.Scale(day));
        if (dice.Chance(0.34f))
        {
            // A ridge: one half in the light.
            bool upright = depth > width;
            Plate(x, y, upright ? width / 2 : width, upright ? depth : depth / 2, height, paper.Scale(day * 1.3f));
            return;
        }

        float rim = Math.Min(width, depth) * 0.07f;
        Plate(x + rim, y + rim, width - (2 * rim), depth - (2 * rim), height, paper.Scale(day * 0.86f));
        if (!_set.Manner.Details)
        {
            return;
        }

        int things = 1 + dice.Index(3);
        for (int i = 0; i < things; i++)
        {
            float size = Math.Min(width, depth) * dice.Range(0.14f, 0.26f);
            float tx = x + rim + (dice.Next() * (width - size - (2 * rim)));
            float ty = y + rim + (dice.Next() * (depth - size - (2 * rim)));
            switch (dice.Index(4))
            {
                case 0:
                    Disc(tx + (size / 2), ty + (size / 2), size * 0.45f, height, paper.Scale(day * 0.62f));
                    Disc(tx + (size / 2), ty + (size / 2), size * 0.34f, height + 0.02f, paper.Scale(day * 1.2f));
                    break;
                case 1:
                    Plate(
                        tx,
                        ty,
                        size,
                        size * 0.7f,
                        height,
                        _set.Palette.Second.Mix(_set.Palette.Near, 0.45f).Scale(day)
                    );
                    break;
                case 2 when _set.Palette.Lit > 0.2f:
                    Plate(tx, ty, size, size * 0.6f, height, _set.Lamp.Scale(0.6f));
                    break;
                default:
                    Plate(tx, ty, size * 0.8f, size * 0.8f, height, paper.Scale(day * 0.55f));
                    Plate(tx, ty, size * 0.8f, size * 0.8f, height + 0.025f, paper.Scale(day * 1.15f));
                    break;
            }
        }
    }

    // The one place that is not like the others: a round hall on a square.
    private void Plaza(Vector2 middle, float side)
    {
        Palette palette = _set.Palette;
        float day = palette.Stars >= 0.3f ? 0.7f : 1f;
        float r = side * 0.36f * _set.Arrangement.LandmarkSize;
        Disc(middle.X, middle.Y, r * 1.32f, 0f, palette.Ground.Mix(palette.Horizon, 0.55f));
        Disc(middle.X, middle.Y, r * 1.2f, 0f, palette.Ground.Mix(palette.Horizon, 0.2f));
        _set.Stage.Lay(Style(3f));
        for (int i = 0; i < 7; i++)
        {
            float height = 0.02f + (0.03f * i);
            LinearColor paper = i % 2 == 0 ? palette.Accent : palette.Cloud.Mix(palette.Accent, 0.12f);
            Disc(middle.X, middle.Y, r * (1f - (0.13f * i)), height, paper.Scale(day * (0.72f + (0.05f * i))));
            _set.Stage.Lay(Style(7f));
        }

        Disc(middle.X, middle.Y, r * 0.1f, 0.22f, palette.Lit > 0.25f ? _set.Lamp.Scale(1.4f) : palette.Second);
        _set.Stage.Lay(Style(6f));
    }

    private void Park(Dice dice, Vector2 middle, float side)
    {
        Palette palette = _set.Palette;
        LinearColor lawn = palette.Second.Mix(palette.Near, 0.45f).Mix(palette.Ground, 0.3f);
        lawn = lawn.Mix(_set.SnowPaper, _set.Snow * 0.8f);
        Plate(middle.X - (side / 2), middle.Y - (side / 2), side, side, 0f, lawn);
        var path = new Outline(_turn);
        path.Stroke(
            Road * 0.14f,
            middle.X - (side / 2),
            middle.Y + (side * dice.Range(-0.3f, 0.3f)),
            middle.X,
            middle.Y,
            middle.X + (side / 2),
            middle.Y + (side * dice.Range(-0.3f, 0.3f))
        );
        _set.Stage.Fill(path, palette.Ground.Mix(palette.Horizon, 0.5f));
        Disc(
            middle.X + (side * 0.16f),
            middle.Y - (side * 0.16f),
            side * 0.16f,
            0f,
            palette.Sky.Mix(palette.Second, 0.2f)
        );
        _set.Stage.Lay(Style(2f));
        if (!_set.Manner.Props)
        {
            return;
        }

        for (int i = 0; i < 13; i++)
        {
            float tx = middle.X + (side * dice.Range(-0.44f, 0.44f));
            float ty = middle.Y + (side * dice.Range(-0.44f, 0.44f));
            float r = Road * dice.Range(0.16f, 0.28f);
            LinearColor leaf = StageSet.Vary(lawn.Mix(palette.Dark, 0.25f), dice, 0.2f);
            Disc(tx, ty, r, 0.05f, leaf);
            Disc(tx - (r * 0.2f), ty - (r * 0.2f), r * 0.6f, 0.06f, leaf.Scale(1.25f));
        }

        _set.Stage.Lay(Style(8f));
    }

    private void Plate(float x, float y, float width, float depth, float height, LinearColor paper)
    {
        Vector2 a = At(x, y, height);
        Vector2 b = At(x + width, y, height);
        Vector2 c = At(x + width, y + depth, height);
        Vector2 d = At(x, y + depth, height);
        var plate = new Outline();
        plate.Polygon(a.X, a.Y, b.X, b.Y, c.X, c.Y, d.X, d.Y);
        _set.Stage.Cut(plate, paper, 0.4f);
    }

    private void Disc(float x, float y, float radius, float height, LinearColor paper)
    {
        Vector2 at = At(x, y, height);
        _set.Stage.Cut(new Outline().Circle(at.X, at.Y, radius * (1f + height)), paper, 0.5f);
    }

    private CutStyle Style(float depth) =>
        new()
        {
            Depth = depth * _set.Unit,
            Shadow = _set.Palette.Shadow * 0.85f,
            Edge = 0.24f,
            Fibre = 0.045f,
        };
}
