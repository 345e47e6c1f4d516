using System.Runtime.CompilerServices;
using ImageForge.Imaging.Pixels.Lanes;

namespace ImageForge.Imaging.Blending.Modes;

/// <summary>Multiplies by dark sources, screens with light ones.</summary>
internal readonly struct HardLight : IBlendFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Mix<T>(T backdrop, T source)
        where T : struct, ILanes<T>
    {
        T twice = source + source;
        T light = twice - T.All(1f);
        return T.AtMost(source, T.All(0.5f), backdrop * twice, backdrop + light - (backdrop * light));
    }
}
