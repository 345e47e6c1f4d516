using System.Runtime.CompilerServices;
using ImageForge.Imaging.Pixels.Lanes;

namespace ImageForge.Imaging.Blending.Modes;

/// <summary>B(Cb, Cs) of W3C Compositing and Blending Level 1, on sRGB values from 0 to 1.</summary>
internal interface IBlendFunction
{
    static abstract T Mix<T>(T backdrop, T source)
        where T : struct, ILanes<T>;
}

/// <summary>The product.</summary>
internal readonly struct Multiply : IBlendFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Mix<T>(T backdrop, T source)
        where T : struct, ILanes<T> => backdrop * source;
}

/// <summary>The inverse of the product of the inverses.</summary>
internal readonly struct Screen : IBlendFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Mix<T>(T backdrop, T source)
        where T : struct, ILanes<T> => backdrop + source - (backdrop * source);
}

/// <summary>Hard light with the two exchanged.</summary>
internal readonly struct Overlay : IBlendFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Mix<T>(T backdrop, T source)
        where T : struct, ILanes<T> => HardLight.Mix(source, backdrop);
}

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

/// <summary>The darker of both, component by component.</summary>
internal readonly struct Darken : IBlendFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Mix<T>(T backdrop, T source)
        where T : struct, ILanes<T> => T.Min(backdrop, source);
}

/// <summary>The lighter of both, component by component.</summary>
internal readonly struct Lighten : IBlendFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Mix<T>(T backdrop, T source)
        where T : struct, ILanes<T> => T.Max(backdrop, source);
}

/// <summary>The distance between both.</summary>
internal readonly struct Difference : IBlendFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Mix<T>(T backdrop, T source)
        where T : struct, ILanes<T> => T.Max(backdrop, source) - T.Min(backdrop, source);
}

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
