using System.Runtime.CompilerServices;
using ImageForge.Imaging.Pixels.Lanes;

namespace ImageForge.Imaging.Blending.Modes;

/// <summary>The distance between both.</summary>
internal readonly struct Difference : IBlendFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Mix<T>(T backdrop, T source)
        where T : struct, ILanes<T> => T.Max(backdrop, source) - T.Min(backdrop, source);
}
