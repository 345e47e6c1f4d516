namespace ImageForge.Imaging.Exr.Compressions;

/// <summary>The samples of one channel in a block.</summary>
internal readonly record struct BlockPlane(ExrChannel Channel, int Width, int Height)
{
    /// <summary>Bytes of one line of samples.</summary>
    public int RowBytes => Width * Channel.SampleBytes;

    public int Bytes => RowBytes * Height;
}

/// <summary>One channel's samples of one line.</summary>
/// <param name="Plane">Which of the block's planes.</param>
/// <param name="Row">Which line of the plane, from 0.</param>
/// <param name="Y">Which line of the file's coordinates.</param>
/// <param name="Offset">The first byte in the uncompressed block.</param>
internal readonly record struct BlockRow(int Plane, int Row, int Y, int Offset);

/// <summary>How the samples of a block lie uncompressed: line by line, in each line channel by channel.</summary>
internal sealed class BlockShape
{
    /// <exception cref="OverflowException">It has more bytes than an array; the limits are checked before.</exception>
    public BlockShape(IReadOnlyList<ExrChannel> channels, ExrWindow window)
    {
        Window = window;
        Planes = new BlockPlane[channels.Count];
        for (int i = 0; i < Planes.Length; i++)
        {
            ExrChannel channel = channels[i];
            Planes[i] = new BlockPlane(
                channel,
                Samples(window.Left, window.Right, channel.StepX),
                Samples(window.Top, window.Bottom, channel.StepY)
            );
            Bytes = checked(Bytes + (Planes[i].Width * channel.SampleBytes * Planes[i].Height));
        }
    }

    public ExrWindow Window { get; }

    /// <summary>By channel, in the order of the file.</summary>
    public BlockPlane[] Planes { get; }

    /// <summary>Bytes of the block uncompressed.</summary>
    public int Bytes { get; }

    /// <summary>The lines of all planes in the order of the uncompressed block.</summary>
    public IEnumerable<BlockRow> Rows()
    {
        int[] next = new int[Planes.Length];
        int offset = 0;
        for (int y = Window.Top; y <= Window.Bottom; y++)
        {
            for (int p = 0; p < Planes.Length; p++)
            {
                if (y % Planes[p].Channel.StepY == 0)
                {
                    yield return new BlockRow(p, next[p]++, y, offset);
                    offset += Planes[p].RowBytes;
                }
            }
        }
    }

    /// <summary>How many multiples of a step lie between two coordinates, both included.</summary>
    public static int Samples(int first, int last, int step) =>
        step == 1 ? last - first + 1 : FloorDivide(last, step) - FloorDivide(first - 1, step);

    /// <summary>Divides towards minus infinity.</summary>
    public static int FloorDivide(int value, int divisor) => (value / divisor) - (value % divisor < 0 ? 1 : 0);
}
