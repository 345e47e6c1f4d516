namespace ImageForge.Inference.Pipelines;

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
