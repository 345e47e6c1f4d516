using System.Runtime.CompilerServices;
using ImageForge.Imaging.Pixels.Lanes;

namespace ImageForge.Imaging.Blending.Modes;

/// <summary>Darkens by dark sources, lightens by light ones, gently.</summary>
internal readonly struct SoftLight : IBlendFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Mix<T>(T backdrop, T source)
        where T : struct, ILanes<T>
    {
        T one = T.All(1f);
        T tilt = source + source - one;
        T dark = tilt * backdrop * (one - backdrop);
        T curve = ((((T.All(16f) * backdrop) - T.All(12f)) * backdrop) + T.All(4f)) * backdrop;
        T light = tilt * (T.AtMost(backdrop, T.All(0.25f), curve, T.Root(backdrop)) - backdrop);
        return backdrop + T.AtMost(source, T.All(0.5f), dark, light);
    }
}
