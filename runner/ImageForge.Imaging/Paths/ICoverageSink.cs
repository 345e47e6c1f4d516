namespace ImageForge.Imaging.Paths;

/// <summary>Takes coverage row by row. A struct, so that the rasteriser's loop is compiled for each kind of sink.</summary>
internal interface ICoverageSink
{
    void Row(int left, int y, ReadOnlySpan<float> coverage);
}
