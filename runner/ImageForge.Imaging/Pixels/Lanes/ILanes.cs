using System.Numerics;

namespace ImageForge.Imaging.Pixels.Lanes;

/// <summary>
/// A register of whole RGBA pixels, four floats each. A kernel is written once over it and compiled for each width;
/// <see cref="ScalarLanes"/> is what every width must equal bit for bit, so nothing here rounds differently by width:
/// no fused multiply-add, no approximate reciprocal.
/// </summary>
internal interface ILanes<T>
    where T : struct, ILanes<T>
{
    /// <summary>Pixels in a register.</summary>
    static abstract int Pixels { get; }

    static abstract T Load(ref readonly float from);

    /// <summary>Four bytes a pixel, as numbers from 0 to 255.</summary>
    static abstract T LoadBytes(ref readonly byte from);

    /// <summary>One float a pixel, in all four components.</summary>
    static abstract T LoadEach(ref readonly float from);

    static abstract T All(float value);

    /// <summary>The same colour in every pixel.</summary>
    static abstract T Each(Vector4 pixel);

    static abstract T operator +(T a, T b);

    static abstract T operator -(T a, T b);

    static abstract T operator *(T a, T b);

    static abstract T operator /(T a, T b);

    /// <summary>a &lt; b ? a : b: the second where one is not a number.</summary>
    static abstract T Min(T a, T b);

    /// <summary>a &gt; b ? a : b: the second where one is not a number.</summary>
    static abstract T Max(T a, T b);

    static abstract T Root(T a);

    /// <summary>a &lt;= b ? yes : no.</summary>
    static abstract T AtMost(T a, T b, T yes, T no);

    /// <summary>The colour of one with the alpha of another.</summary>
    static abstract T WithAlpha(T color, T alpha);

    /// <summary>Each pixel's alpha in all its components.</summary>
    T Alpha { get; }

    /// <summary>Whether every component is zero.</summary>
    bool IsZero { get; }

    void Store(ref float to);

    /// <summary>Stores each pixel as many floats after the last.</summary>
    void StoreApart(ref float to, nint apart);

    /// <summary>Numbers from 0 to less than 256, cut to whole bytes.</summary>
    void StoreBytes(ref byte to);
}
