using System.Runtime.CompilerServices;
using ImageForge.Imaging.Pixels.Lanes;

namespace ImageForge.Imaging.Blending.Modes;

/// <summary>Darkens the backdrop to reflect the source.</summary>
internal readonly struct ColorBurn : IBlendFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Mix<T>(T backdrop, T source)
        where T : struct, ILanes<T>
    {
        T zero = T.All(0f);
        T one = T.All(1f);
        T burnt = one - T.Min((one - backdrop) / source, one);
        T dark = T.AtMost(source, zero, zero, burnt);
        return T.AtMost(one, backdrop, one, dark);
    }
}
