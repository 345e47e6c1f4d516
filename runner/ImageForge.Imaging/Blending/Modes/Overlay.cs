using System.Runtime.CompilerServices;
using ImageForge.Imaging.Pixels.Lanes;

namespace ImageForge.Imaging.Blending.Modes;

/// <summary>Hard light with the two exchanged.</summary>
internal readonly struct Overlay : IBlendFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Mix<T>(T backdrop, T source)
        where T : struct, ILanes<T> => HardLight.Mix(source, backdrop);
}
