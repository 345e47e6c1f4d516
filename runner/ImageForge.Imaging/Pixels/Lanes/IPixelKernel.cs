namespace ImageForge.Imaging.Pixels.Lanes;

/// <summary>Work on a run of pixels that is the same for each. A ref struct over the rows that it reads and writes.</summary>
internal interface IPixelKernel
{
    /// <summary>Does the pixels from <paramref name="at"/> on, as many as a register holds.</summary>
    void Step<T>(nint at)
        where T : struct, ILanes<T>;
}
