using System.Runtime.CompilerServices;
using ImageForge.Imaging.Pixels.Lanes;

namespace ImageForge.Imaging.Blending;

/// <summary>The same opacity everywhere.</summary>
internal readonly struct EvenCover(float opacity) : ICover
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T At<T>(nint pixel)
        where T : struct, ILanes<T> => T.All(opacity);
}
