using System.Numerics;
using ImageForge.Imaging.Noise;
using ImageForge.Imaging.Paths;
using ImageForge.Imaging.Pixels;
using ImageForge.Scenes.Paper;

namespace ImageForge.Scenes.Backdrops.BirdsEye;

/// <summary>
/// How a city is seen from straight above. A place is given on the ground, turned a little against the picture, and how
/// high it is: what is high leans away from the point below the camera.
/// </summary>
internal sealed class PlanView
{
    private const float RoadShare = 0.25f;

    private readonly Vector2 _nadir;

    public PlanView(DrawingContext context)
    {
        Context = context;
        Pitch = 250f * context.Unit * Math.Clamp(context.Zoom, 0.6f, 1.8f);
        Dice dice = context.Dice.Fork("plan");
        _nadir = new Vector2(context.Width, context.Height) / 2;
        float angle = dice.Range(0.1f, 0.2f) * (dice.Chance(0.5f) ? 1f : -1f);
        if (context.Arrangement.Mirrored || context.Arrangement.Boulevard)
        {
            angle = 0f;
        }

        float cos = StableMath.Cos(angle);
        float sin = StableMath.Sin(angle);
        // A block's middle lies where the composition wants the landmark.
        float column = context.Arrangement.Landmark ?? dice.Range(0.56f, 0.7f);
        float row = context.Arrangement.Landmark is null ? dice.Range(0.36f, 0.46f) : 0.42f;
        Turn = new Matrix3x2(cos, sin, -sin, cos, column * context.Width, row * context.Height);
        float reach = new Vector2(context.Width, context.Height).Length();
        Reach = (int)(reach / Pitch) + 2;
    }

    public DrawingContext Context { get; }

    /// <summary>From the middle of a block to that of the next, in pixels.</summary>
    public float Pitch { get; }

    /// <summary>Width of a road in pixels.</summary>
    public float Road => Pitch * RoadShare;

    /// <summary>From the ground to the picture. Block 0,0 lies around the ground's origin.</summary>
    public Matrix3x2 Turn { get; }

    /// <summary>How many blocks there may be in the picture to any side of block 0,0.</summary>
    public int Reach { get; }

    /// <summary>Every block that there may be in the picture, row by row.</summary>
    public IEnumerable<(int X, int Y)> Blocks =>
        from y in Enumerable.Range(-Reach, (2 * Reach) + 1)
        from x in Enumerable.Range(-Reach, (2 * Reach) + 1)
        select (x, y);

    public IEnumerable<(int X, int Y)> VisibleBlocks => Blocks.Where(b => IsVisible(Center(b.X, b.Y)));

    public Vector2 Center(int x, int y) => StableGeometry.Map(Turn, new Vector2(x, y) * Pitch);

    public Vector2 At(float x, float y, float height = 0f)
    {
        Vector2 ground = StableGeometry.Map(Turn, new Vector2(x, y));
        return _nadir + ((ground - _nadir) * (1f + height));
    }

    /// <summary>Whether what is around this point of the picture may be within the frame.</summary>
    public bool IsVisible(Vector2 at) =>
        at.X > -Pitch && at.X < Context.Width + Pitch && at.Y > -Pitch && at.Y < Context.Height + Pitch;

    /// <summary>Orders points of the picture by how far they are from the one below the camera.</summary>
    public float Away(Vector2 at) => (at - _nadir).LengthSquared();

    /// <summary>Adds a rectangle of the ground or, with a height, of what is parallel to it.</summary>
    public void AddTo(Outline outline, float left, float top, float right, float bottom, float height = 0f) =>
        outline.Polygon(
            At(left, top, height),
            At(right, top, height),
            At(right, bottom, height),
            At(left, bottom, height)
        );

    public void Plate(Lot lot, float height, LinearColor paper)
    {
        var plate = new Outline();
        AddTo(plate, lot.X, lot.Y, lot.X + lot.Width, lot.Y + lot.Depth, height);
        Context.Canvas.Cut(plate, paper, 0.4f);
    }

    public void Disc(float x, float y, float radius, float height, LinearColor paper)
    {
        Vector2 at = At(x, y, height);
        Context.Canvas.Cut(new Outline().Circle(at.X, at.Y, radius * (1f + height)), paper, 0.5f);
    }

    public CutStyle Style(float depth) => Context.Style(depth, 0.85f, 0.24f, 0.045f);
}

/// <summary>A rectangle on the ground, from its corner with the least coordinates.</summary>
internal readonly record struct Lot(float X, float Y, float Width, float Depth)
{
    public Vector2 Middle => new(X + (Width / 2), Y + (Depth / 2));

    /// <summary>The shorter side.</summary>
    public float Side => Math.Min(Width, Depth);

    /// <summary>The piece of it that begins so far from its corner.</summary>
    public Lot Part(float x, float y, float width, float depth) => new(X + x, Y + y, width, depth);

    /// <summary>It without a rim.</summary>
    public Lot Within(float rim) => Part(rim, rim, Width - (2 * rim), Depth - (2 * rim));
}

/// <summary>The city from straight above: a grid of roads, cars, parks, and houses whose walls lean outwards.</summary>
internal static class PlanPainter
{
    public static void Paint(DrawingContext context)
    {
        var view = new PlanView(context);
        context.StandAt(0.5f);
        PlanGround.Paint(view);
        PlanTraffic.Paint(view);
        context.StandAt(0.3f);
        Dice dice = context.Dice.Fork("blocks");
        foreach ((int x, int y) in view.VisibleBlocks.OrderByDescending(b => view.Away(view.Center(b.X, b.Y))))
        {
            PlanBlock.Paint(view, dice.Fork(x + (1000 * y)), x, y);
        }
    }
}
