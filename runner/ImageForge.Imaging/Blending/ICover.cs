using ImageForge.Imaging.Pixels.Lanes;

namespace ImageForge.Imaging.Blending;

/// <summary>What a layer's pixels are multiplied by before they are laid: opacity, and a mask where there is one.</summary>
internal interface ICover
{
    T At<T>(nint pixel)
        where T : struct, ILanes<T>;
}
