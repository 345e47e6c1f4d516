using System.Numerics;

namespace ImageForge.Imaging.Paths;

/// <summary>Adds the signed areas of edges to a grid of cells that is <c>columns</c> + 2 wide.</summary>
internal readonly ref struct AreaAccumulator(Span<float> cells, int stride, int columns, int rows)
{
    private readonly Span<float> _cells = cells;

    public void Edge(Vector2 from, Vector2 to)
    {
        if (from.Y == to.Y)
        {
            return;
        }

        // What lies left of the grid still covers every column; what lies right of it covers none.
        Split(from, to, 0f, columns);
    }

    private void Split(Vector2 a, Vector2 b, float low, float high)
    {
        if (a.X <= low && b.X <= low)
        {
            Inside(a with { X = low }, b with { X = low });
        }
        else if (a.X >= high && b.X >= high)
        {
            // Beyond the right side: nothing to add.
        }
        else if (Math.Min(a.X, b.X) < low)
        {
            Cut(a, b, low, low, high);
        }
        else if (Math.Max(a.X, b.X) > high)
        {
            Cut(a, b, high, low, high);
        }
        else
        {
            Inside(a, b);
        }
    }

    private void Cut(Vector2 a, Vector2 b, float x, float low, float high)
    {
        float t = (x - a.X) / (b.X - a.X);
        var middle = new Vector2(x, a.Y + ((b.Y - a.Y) * t));
        Split(a, middle, low, high);
        Split(middle, b, low, high);
    }

    private void Inside(Vector2 a, Vector2 b)
    {
        float direction = 1f;
        if (a.Y > b.Y)
        {
            (a, b) = (b, a);
            direction = -1f;
        }

        if (b.Y <= 0f || a.Y >= rows || a.Y == b.Y)
        {
            return;
        }

        float slope = (b.X - a.X) / (b.Y - a.Y);
        float x = a.Y < 0f ? a.X - (a.Y * slope) : a.X;
        int first = (int)MathF.Max(a.Y, 0f);
        int last = Math.Min(rows, (int)MathF.Ceiling(b.Y));
        for (int y = first; y < last; y++)
        {
            float dy = MathF.Min(y + 1, b.Y) - MathF.Max(y, a.Y);
            // Rounding may carry a long edge a hair past the grid.
            float next = Math.Clamp(x + (slope * dy), 0f, columns);
            Span(_cells.Slice(y * stride, stride), x, next, dy * direction);
            x = next;
        }
    }

    private static void Span(Span<float> row, float x, float next, float d)
    {
        float x0 = MathF.Min(x, next);
        float x1 = MathF.Max(x, next);
        float floor = MathF.Floor(x0);
        int i0 = (int)floor;
        float ceiling = MathF.Ceiling(x1);
        int i1 = (int)ceiling;
        if (i1 <= i0 + 1)
        {
            float middle = (0.5f * (x + next)) - floor;
            row[i0] += d - (d * middle);
            row[i0 + 1] += d * middle;
            return;
        }

        float s = 1f / (x1 - x0);
        float head = x0 - floor;
        float a0 = 0.5f * s * (1f - head) * (1f - head);
        float tail = x1 - ceiling + 1f;
        float am = 0.5f * s * tail * tail;
        row[i0] += d * a0;
        if (i1 == i0 + 2)
        {
            row[i0 + 1] += d * (1f - a0 - am);
        }
        else
        {
            float a1 = s * (1.5f - head);
            row[i0 + 1] += d * (a1 - a0);
            for (int i = i0 + 2; i < i1 - 1; i++)
            {
                row[i] += d * s;
            }

            row[i1 - 1] += d * (1f - (a1 + ((i1 - i0 - 3) * s)) - am);
        }

        row[i1] += d * am;
    }
}
