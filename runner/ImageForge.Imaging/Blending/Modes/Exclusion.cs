using System.Runtime.CompilerServices;
using ImageForge.Imaging.Pixels.Lanes;

namespace ImageForge.Imaging.Blending.Modes;

/// <summary>Like the difference, with less contrast.</summary>
internal readonly struct Exclusion : IBlendFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Mix<T>(T backdrop, T source)
        where T : struct, ILanes<T>
    {
        T product = backdrop * source;
        return backdrop + source - (product + product);
    }
}
