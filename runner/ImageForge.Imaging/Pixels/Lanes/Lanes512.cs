using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ImageForge.Imaging.Pixels.Lanes;

/// <summary>Four pixels: AVX-512.</summary>
internal readonly struct Lanes512(Vector512<float> value) : ILanes<Lanes512>
{
    private readonly Vector512<float> _value = value;

    public static bool IsSupported => Vector512.IsHardwareAccelerated && Avx512BW.IsSupported && Avx512DQ.IsSupported;

    public static int Pixels => 4;

    public Lanes512 Alpha
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Avx512F.Permute4x32(_value, 0xFF));
    }

    public bool IsZero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.EqualsAll(_value, Vector512<float>.Zero);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Load(ref readonly float from) => new(Vector512.LoadUnsafe(in from));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 LoadBytes(ref readonly byte from) =>
        new(Avx512F.ConvertToVector512Single(Avx512F.ConvertToVector512Int32(Vector128.LoadUnsafe(in from)).AsInt32()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 LoadEach(ref readonly float from) =>
        new(
            Avx512F.PermuteVar16x32(
                Vector128.LoadUnsafe(in from).ToVector256Unsafe().ToVector512Unsafe(),
                Vector512.Create(0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3)
            )
        );

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Each(Vector4 pixel)
    {
        Vector512<float> wide = pixel.AsVector128().ToVector256Unsafe().ToVector512Unsafe();
        return new(Avx512F.Shuffle4x128(wide, wide, 0));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 All(float value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 operator +(Lanes512 a, Lanes512 b) => new(a._value + b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 operator -(Lanes512 a, Lanes512 b) => new(a._value - b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 operator *(Lanes512 a, Lanes512 b) => new(a._value * b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 operator /(Lanes512 a, Lanes512 b) => new(a._value / b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Min(Lanes512 a, Lanes512 b) => new(Avx512F.Min(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Max(Lanes512 a, Lanes512 b) => new(Avx512F.Max(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Root(Lanes512 a) => new(Vector512.Sqrt(a._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 AtMost(Lanes512 a, Lanes512 b, Lanes512 yes, Lanes512 no) =>
        new(Vector512.ConditionalSelect(Vector512.LessThanOrEqual(a._value, b._value), yes._value, no._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 WithAlpha(Lanes512 color, Lanes512 alpha) =>
        new(
            Vector512.ConditionalSelect(
                Vector512.Create(0, 0, 0, -1, 0, 0, 0, -1, 0, 0, 0, -1, 0, 0, 0, -1).AsSingle(),
                alpha._value,
                color._value
            )
        );

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref float to) => _value.StoreUnsafe(ref to);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void StoreApart(ref float to, nint apart)
    {
        Avx512F.ExtractVector128(_value, 0).StoreUnsafe(ref to);
        Avx512F.ExtractVector128(_value, 1).StoreUnsafe(ref Unsafe.Add(ref to, apart));
        Avx512F.ExtractVector128(_value, 2).StoreUnsafe(ref Unsafe.Add(ref to, 2 * apart));
        Avx512F.ExtractVector128(_value, 3).StoreUnsafe(ref Unsafe.Add(ref to, 3 * apart));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void StoreBytes(ref byte to) =>
        Avx512F
            .ConvertToVector128Byte(Avx512F.ConvertToVector512Int32WithTruncation(_value).AsUInt32())
            .StoreUnsafe(ref to);
}
