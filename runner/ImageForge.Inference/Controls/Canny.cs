namespace ImageForge.Inference.Controls;

/// <summary>
/// Edges by Canny's method: Sobel gradients with the sum of magnitudes, thinned across the edge, and weak ones kept only where
/// they join strong ones. The steps and the rounding are those of OpenCV's function, which ControlNets were trained on.
/// </summary>
public static class Canny
{
    /// <summary>Weakest gradient that may belong to an edge, 0–2040.</summary>
    public const int Low = 100;

    /// <summary>Gradient that makes an edge by itself.</summary>
    public const int High = 200;

    // tan 22.5° in 1/32768ths.
    private const int Tangent = 13573;
    private const byte None = 0;
    private const byte Weak = 1;
    private const byte Edge = 255;

    /// <summary>255 on edges, 0 elsewhere.</summary>
    /// <param name="grey">Grey values, 0–255, row by row.</param>
    /// <param name="width">Columns.</param>
    /// <param name="low">Weakest gradient that may belong to an edge.</param>
    /// <param name="high">Gradient that makes an edge by itself.</param>
    public static byte[] Edges(ReadOnlySpan<byte> grey, int width, int low = Low, int high = High)
    {
        var height = grey.Length / width;
        var dx = new int[grey.Length];
        var dy = new int[grey.Length];
        var magnitude = new int[grey.Length];
        Differentiate(grey, width, height, dx, dy, magnitude);
        var edges = new byte[grey.Length];
        var strong = new Stack<int>();
        for (var i = 0; i < edges.Length; i++)
        {
            if (magnitude[i] > low && IsRidge(i, width, height, dx, dy, magnitude))
            {
                edges[i] = Weak;
                if (magnitude[i] > high)
                {
                    strong.Push(i);
                }
            }
        }

        Join(edges, strong, width, height);
        return edges;
    }

    private static void Differentiate(
        ReadOnlySpan<byte> grey,
        int width,
        int height,
        int[] dx,
        int[] dy,
        int[] magnitude
    )
    {
        for (var y = 0; y < height; y++)
        {
            var above = grey.Slice(Math.Max(y - 1, 0) * width, width);
            var row = grey.Slice(y * width, width);
            var below = grey.Slice(Math.Min(y + 1, height - 1) * width, width);
            for (var x = 0; x < width; x++)
            {
                int l = Math.Max(x - 1, 0),
                    r = Math.Min(x + 1, width - 1),
                    i = y * width + x;
                dx[i] = above[r] - above[l] + 2 * (row[r] - row[l]) + below[r] - below[l];
                dy[i] = below[l] - above[l] + 2 * (below[x] - above[x]) + below[r] - above[r];
                magnitude[i] = Math.Abs(dx[i]) + Math.Abs(dy[i]);
            }
        }
    }

    /// <summary>Whether the gradient is greatest here along its own direction, which is rounded to one of four.</summary>
    private static bool IsRidge(int i, int width, int height, int[] dx, int[] dy, int[] magnitude)
    {
        int x = i % width,
            y = i / width;
        int At(int column, int row) =>
            column < 0 || row < 0 || column >= width || row >= height ? 0 : magnitude[row * width + column];

        var m = magnitude[i];
        var across = Math.Abs(dx[i]) * Tangent;
        var down = Math.Abs(dy[i]) << 15;
        if (down < across)
        {
            return m > At(x - 1, y) && m >= At(x + 1, y);
        }

        if (down > across + (Math.Abs(dx[i]) << 16))
        {
            return m > At(x, y - 1) && m >= At(x, y + 1);
        }

        var side = (dx[i] ^ dy[i]) < 0 ? -1 : 1;
        return m > At(x - side, y - 1) && m > At(x + side, y + 1);
    }

    private static void Join(byte[] edges, Stack<int> strong, int width, int height)
    {
        foreach (var i in strong)
        {
            edges[i] = Edge;
        }

        while (strong.TryPop(out var i))
        {
            int x = i % width,
                y = i / width;
            for (var row = Math.Max(y - 1, 0); row <= Math.Min(y + 1, height - 1); row++)
            {
                for (var column = Math.Max(x - 1, 0); column <= Math.Min(x + 1, width - 1); column++)
                {
                    var j = row * width + column;
                    if (edges[j] == Weak)
                    {
                        edges[j] = Edge;
                        strong.Push(j);
                    }
                }
            }
        }

        foreach (ref var edge in edges.AsSpan())
        {
            edge = edge == Edge ? Edge : None;
        }
    }
}
