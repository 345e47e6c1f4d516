namespace ImageForge.Inference.Networks;

/// <summary>How a network takes pictures and gives them; its file does not say.</summary>
internal static class NetworkFormat
{
    private const int LeastSide = 8;

    /// <summary>What 0 to 1 is multiplied by, and then added to.</summary>
    public static (float Scale, float Offset) Mapping(this NetworkSpec format) =>
        format.Range switch
        {
            NetworkRange.Unit => (1, 0),
            NetworkRange.Signed => (2, -1),
            _ => (255, 0),
        };

    /// <summary>The shape of one picture.</summary>
    public static long[] Shape(this NetworkSpec format, int height, int width) =>
        format.Layout == NetworkLayout.Nchw ? [1, 3, height, width] : [1, height, width, 3];

    /// <summary>Height and width in a shape, 0 where any will do; null where it is no picture of three channels.</summary>
    public static (int Height, int Width)? SizeIn(this NetworkSpec format, IReadOnlyList<long> shape)
    {
        if (shape.Count != 4)
        {
            return null;
        }

        var (channels, height, width) =
            format.Layout == NetworkLayout.Nchw ? (shape[1], shape[2], shape[3]) : (shape[3], shape[1], shape[2]);
        return channels is 3 or < 0 && shape[0] is 1 or < 0 && IsSide(height) && IsSide(width)
            ? ((int)Math.Max(0, height), (int)Math.Max(0, width))
            : null;
    }

    /// <summary>Whether it may be a picture's side: any, or more than there are channels in the other layout.</summary>
    private static bool IsSide(long size) => size is < 0 or >= LeastSide;

    /// <summary>Distance from a channel's first value to its next, and from one channel to the next.</summary>
    public static (int Pixel, int Channel) Strides(this NetworkSpec format, int area) =>
        format.Layout == NetworkLayout.Nchw ? (1, area) : (3, 1);

    /// <summary>Where the network has a colour: 0 is red, 2 is blue.</summary>
    public static int ChannelOf(this NetworkSpec format, int color) =>
        format.Channels == NetworkChannels.Rgb ? color : 2 - color;
}
