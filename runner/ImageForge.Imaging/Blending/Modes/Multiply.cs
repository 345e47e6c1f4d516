using System.Runtime.CompilerServices;
using ImageForge.Imaging.Pixels.Lanes;

namespace ImageForge.Imaging.Blending.Modes;

/// <summary>The product.</summary>
internal readonly struct Multiply : IBlendFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Mix<T>(T backdrop, T source)
        where T : struct, ILanes<T> => backdrop * source;
}
