using ImageForge.Imaging.Paper;

namespace ImageForge.Imaging.Stacking;

/// <summary>
/// What a layer shows, row by row on demand, so that nothing needs a picture of its own that can be computed. Several
/// threads ask at once; disposing gives back what it holds.
/// </summary>
internal interface ILayerPixels : IDisposable
{
    /// <summary>Where on the canvas it may show something.</summary>
    PixelArea Area { get; }

    /// <summary>Bytes that it holds until it is disposed of.</summary>
    long Bytes { get; }

    /// <summary>
    /// Premultiplied linear pixels of one row of the canvas from column <paramref name="left"/> on, within the area:
    /// memory of its own, or <paramref name="scratch"/>, whose length says how many, filled.
    /// </summary>
    ReadOnlySpan<float> Run(int left, int y, Span<float> scratch);
}
