namespace ImageForge.Inference.Networks;

/// <summary>How a network takes pictures and gives them; its file does not say.</summary>
/// <param name="Layout">The order of dimensions.</param>
/// <param name="Range">What black and white are.</param>
/// <param name="Order">The order of channels.</param>
public sealed record NetworkFormat(
    ChannelLayout Layout = ChannelLayout.Nchw,
    ValueRange Range = ValueRange.Unit,
    ChannelOrder Order = ChannelOrder.Rgb
)
{
    private const int LeastSide = 8;

    /// <summary>What 0 to 1 is multiplied by, and then added to.</summary>
    internal (float Scale, float Offset) Mapping =>
        Range switch
        {
            ValueRange.Unit => (1, 0),
            ValueRange.Signed => (2, -1),
            _ => (255, 0),
        };

    /// <summary>The shape of one picture.</summary>
    internal long[] Shape(int height, int width) =>
        Layout == ChannelLayout.Nchw ? [1, 3, height, width] : [1, height, width, 3];

    /// <summary>Height and width in a shape, 0 where any will do; null where it is no picture of three channels.</summary>
    internal (int Height, int Width)? SizeIn(IReadOnlyList<long> shape)
    {
        if (shape.Count != 4)
        {
            return null;
        }

        var (channels, height, width) =
            Layout == ChannelLayout.Nchw ? (shape[1], shape[2], shape[3]) : (shape[3], shape[1], shape[2]);
        return channels is 3 or < 0 && shape[0] is 1 or < 0 && IsSide(height) && IsSide(width)
            ? ((int)Math.Max(0, height), (int)Math.Max(0, width))
            : null;
    }

    /// <summary>Whether it may be a picture's side: any, or more than there are channels in the other layout.</summary>
    private static bool IsSide(long size) => size is < 0 or >= LeastSide;

    /// <summary>Distance from a channel's first value to its next, and from one channel to the next.</summary>
    internal (int Pixel, int Channel) Strides(int area) => Layout == ChannelLayout.Nchw ? (1, area) : (3, 1);

    /// <summary>Where the network has a colour: 0 is red, 2 is blue.</summary>
    internal int ChannelOf(int color) => Order == ChannelOrder.Rgb ? color : 2 - color;
}
