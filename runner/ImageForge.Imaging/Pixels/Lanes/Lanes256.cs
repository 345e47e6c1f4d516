using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ImageForge.Imaging.Pixels.Lanes;

/// <summary>Two pixels: AVX2.</summary>
internal readonly struct Lanes256(Vector256<float> value) : ILanes<Lanes256>
{
    private readonly Vector256<float> _value = value;

    public static bool IsSupported => Avx2.IsSupported;

    public static int Pixels => 2;

    public Lanes256 Alpha
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Avx.Permute(_value, 0xFF));
    }

    public bool IsZero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector256.EqualsAll(_value, Vector256<float>.Zero);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Load(ref readonly float from) => new(Vector256.LoadUnsafe(in from));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 LoadBytes(ref readonly byte from) =>
        new(
            Avx.ConvertToVector256Single(
                Avx2.ConvertToVector256Int32(Vector128.CreateScalar(Unsafe.ReadUnaligned<ulong>(in from)).AsByte())
            )
        );

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 LoadEach(ref readonly float from) =>
        new(Vector256.Create(Vector128.Create(from), Vector128.Create(Unsafe.Add(ref Unsafe.AsRef(in from), 1))));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Each(Vector4 pixel) => new(Vector256.Create(pixel.AsVector128()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 All(float value) => new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator +(Lanes256 a, Lanes256 b) => new(a._value + b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator -(Lanes256 a, Lanes256 b) => new(a._value - b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator *(Lanes256 a, Lanes256 b) => new(a._value * b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator /(Lanes256 a, Lanes256 b) => new(a._value / b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Min(Lanes256 a, Lanes256 b) => new(Avx.Min(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Max(Lanes256 a, Lanes256 b) => new(Avx.Max(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Root(Lanes256 a) => new(Vector256.Sqrt(a._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 AtMost(Lanes256 a, Lanes256 b, Lanes256 yes, Lanes256 no) =>
        new(Vector256.ConditionalSelect(Vector256.LessThanOrEqual(a._value, b._value), yes._value, no._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 WithAlpha(Lanes256 color, Lanes256 alpha) =>
        new(Avx.Blend(color._value, alpha._value, 0b1000_1000));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref float to) => _value.StoreUnsafe(ref to);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void StoreApart(ref float to, nint apart)
    {
        _value.GetLower().StoreUnsafe(ref to);
        _value.GetUpper().StoreUnsafe(ref Unsafe.Add(ref to, apart));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void StoreBytes(ref byte to)
    {
        Vector256<int> whole = Avx.ConvertToVector256Int32WithTruncation(_value);
        Vector128<short> words = Sse2.PackSignedSaturate(whole.GetLower(), whole.GetUpper());
        Unsafe.WriteUnaligned(ref to, Sse2.PackUnsignedSaturate(words, words).AsUInt64().ToScalar());
    }
}
