namespace ImageForge.Imaging.Exr;

/// <summary>One channel of a part.</summary>
/// <param name="Name">Its name, such as <c>R</c> or <c>diffuse.R</c>.</param>
/// <param name="Type">How its samples are stored.</param>
/// <param name="IsLinear">Whether it is perceived linearly (<c>pLinear</c>): B44 then packs its exponential.</param>
/// <param name="StepX">Samples exist at each column that is a multiple of this; at least 1.</param>
/// <param name="StepY">Samples exist at each line that is a multiple of this; at least 1.</param>
internal sealed record ExrChannel(string Name, ExrPixelType Type, bool IsLinear = false, int StepX = 1, int StepY = 1)
{
    /// <summary>Bytes of a sample.</summary>
    public int SampleBytes => Type == ExrPixelType.Half ? 2 : 4;

    public bool IsSubsampled => StepX != 1 || StepY != 1;
}
