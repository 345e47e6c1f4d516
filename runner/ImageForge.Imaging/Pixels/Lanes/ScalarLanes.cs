using System.Numerics;
using System.Runtime.CompilerServices;

namespace ImageForge.Imaging.Pixels.Lanes;

/// <summary>One pixel in four plain floats: the twin that the registers are held to, and what serves where there are none.</summary>
internal readonly struct ScalarLanes(float r, float g, float b, float a) : ILanes<ScalarLanes>
{
    private readonly float _r = r;
    private readonly float _g = g;
    private readonly float _b = b;
    private readonly float _a = a;

    public static int Pixels => 1;

    public ScalarLanes Alpha => All(_a);

    public bool IsZero => _r == 0f && _g == 0f && _b == 0f && _a == 0f;

    public static ScalarLanes Load(ref readonly float from)
    {
        ref float at = ref Unsafe.AsRef(in from);
        return new(at, Unsafe.Add(ref at, 1), Unsafe.Add(ref at, 2), Unsafe.Add(ref at, 3));
    }

    public static ScalarLanes LoadBytes(ref readonly byte from)
    {
        ref byte at = ref Unsafe.AsRef(in from);
        return new(at, Unsafe.Add(ref at, 1), Unsafe.Add(ref at, 2), Unsafe.Add(ref at, 3));
    }

    public static ScalarLanes LoadEach(ref readonly float from) => All(from);

    public static ScalarLanes Each(Vector4 pixel) => new(pixel.X, pixel.Y, pixel.Z, pixel.W);

    public static ScalarLanes All(float value) => new(value, value, value, value);

    public static ScalarLanes operator +(ScalarLanes a, ScalarLanes b) =>
        new(a._r + b._r, a._g + b._g, a._b + b._b, a._a + b._a);

    public static ScalarLanes operator -(ScalarLanes a, ScalarLanes b) =>
        new(a._r - b._r, a._g - b._g, a._b - b._b, a._a - b._a);

    public static ScalarLanes operator *(ScalarLanes a, ScalarLanes b) =>
        new(a._r * b._r, a._g * b._g, a._b * b._b, a._a * b._a);

    public static ScalarLanes operator /(ScalarLanes a, ScalarLanes b) =>
        new(a._r / b._r, a._g / b._g, a._b / b._b, a._a / b._a);

    public static ScalarLanes Min(ScalarLanes a, ScalarLanes b) =>
        new(Min(a._r, b._r), Min(a._g, b._g), Min(a._b, b._b), Min(a._a, b._a));

    public static ScalarLanes Max(ScalarLanes a, ScalarLanes b) =>
        new(Max(a._r, b._r), Max(a._g, b._g), Max(a._b, b._b), Max(a._a, b._a));

    public static ScalarLanes Root(ScalarLanes a) =>
        new(MathF.Sqrt(a._r), MathF.Sqrt(a._g), MathF.Sqrt(a._b), MathF.Sqrt(a._a));

    public static ScalarLanes AtMost(ScalarLanes a, ScalarLanes b, ScalarLanes yes, ScalarLanes no) =>
        new(
            a._r <= b._r ? yes._r : no._r,
            a._g <= b._g ? yes._g : no._g,
            a._b <= b._b ? yes._b : no._b,
            a._a <= b._a ? yes._a : no._a
        );

    public static ScalarLanes WithAlpha(ScalarLanes color, ScalarLanes alpha) =>
        new(color._r, color._g, color._b, alpha._a);

    public void Store(ref float to)
    {
        to = _r;
        Unsafe.Add(ref to, 1) = _g;
        Unsafe.Add(ref to, 2) = _b;
        Unsafe.Add(ref to, 3) = _a;
    }

    public void StoreApart(ref float to, nint apart) => Store(ref to);

    public void StoreBytes(ref byte to)
    {
        to = (byte)(int)_r;
        Unsafe.Add(ref to, 1) = (byte)(int)_g;
        Unsafe.Add(ref to, 2) = (byte)(int)_b;
        Unsafe.Add(ref to, 3) = (byte)(int)_a;
    }

    private static float Min(float a, float b) => a < b ? a : b;

    private static float Max(float a, float b) => a > b ? a : b;
}
