using ImageForge.Imaging.Pixels.Lanes;

namespace ImageForge.Imaging.Blending.Modes;

/// <summary>B(Cb, Cs) of W3C Compositing and Blending Level 1, on sRGB values from 0 to 1.</summary>
internal interface IBlendFunction
{
    static abstract T Mix<T>(T backdrop, T source)
        where T : struct, ILanes<T>;
}
