namespace ImageForge.Inference.Pipelines;

/// <summary>A picture as networks take it: red, green and blue planes of sRGB values.</summary>
public sealed class PlanarImage
{
    /// <summary>A black picture.</summary>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    public PlanarImage(int width, int height)
    {
        Width = width;
        Height = height;
        Values = new float[3 * width * height];
    }

    /// <summary>Columns.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>Three planes, red first; 0 is black, 1 is white.</summary>
    public float[] Values { get; }

    internal PlaneSize Size => new(3, Height, Width);
}

/// <summary>Size of a stack of planes: channels first, then rows, then columns.</summary>
/// <param name="Channels">How many planes.</param>
/// <param name="Height">Rows of each.</param>
/// <param name="Width">Columns of each.</param>
internal readonly record struct PlaneSize(int Channels, int Height, int Width)
{
    /// <summary>Values in all.</summary>
    public int Length => Channels * Height * Width;

    /// <summary>Values of one plane.</summary>
    public int Area => Height * Width;
}
