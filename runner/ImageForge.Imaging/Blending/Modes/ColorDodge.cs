using System.Runtime.CompilerServices;
using ImageForge.Imaging.Pixels.Lanes;

namespace ImageForge.Imaging.Blending.Modes;

/// <summary>Brightens the backdrop to reflect the source.</summary>
internal readonly struct ColorDodge : IBlendFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Mix<T>(T backdrop, T source)
        where T : struct, ILanes<T>
    {
        T zero = T.All(0f);
        T one = T.All(1f);
        T dodged = T.Min(backdrop / (one - source), one);
        T lit = T.AtMost(one, source, one, dodged);
        return T.AtMost(backdrop, zero, zero, lit);
    }
}
