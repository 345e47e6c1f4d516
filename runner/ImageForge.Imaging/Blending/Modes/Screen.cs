using System.Runtime.CompilerServices;
using ImageForge.Imaging.Pixels.Lanes;

namespace ImageForge.Imaging.Blending.Modes;

/// <summary>The inverse of the product of the inverses.</summary>
internal readonly struct Screen : IBlendFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Mix<T>(T backdrop, T source)
        where T : struct, ILanes<T> => backdrop + source - (backdrop * source);
}
