using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ImageForge.Imaging.Pixels.Lanes;

/// <summary>One pixel: SSE, NEON, or whatever else the runtime has for 128 bits.</summary>
internal readonly struct Lanes128(Vector128<float> value) : ILanes<Lanes128>
{
    private readonly Vector128<float> _value = value;

    public static bool IsSupported => Vector128.IsHardwareAccelerated;

    public static int Pixels => 1;

    public Lanes128 Alpha
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector128.Shuffle(_value, Vector128.Create(3)));
    }

    public bool IsZero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector128.EqualsAll(_value, Vector128<float>.Zero);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Load(ref readonly float from) => new(Vector128.LoadUnsafe(in from));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 LoadBytes(ref readonly byte from)
    {
        Vector128<byte> bytes = Vector128.CreateScalar(Unsafe.ReadUnaligned<uint>(in from)).AsByte();
        Vector128<uint> whole = Vector128.WidenLower(Vector128.WidenLower(bytes));
        return new(Vector128.ConvertToSingle(whole.AsInt32()));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 LoadEach(ref readonly float from) => new(Vector128.Create(from));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Each(Vector4 pixel) => new(pixel.AsVector128());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 All(float value) => new(Vector128.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 operator +(Lanes128 a, Lanes128 b) => new(a._value + b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 operator -(Lanes128 a, Lanes128 b) => new(a._value - b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 operator *(Lanes128 a, Lanes128 b) => new(a._value * b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 operator /(Lanes128 a, Lanes128 b) => new(a._value / b._value);

    // Not Vector128.Min: what it does with NaN and with zeros of both signs differs from one processor to the next.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Min(Lanes128 a, Lanes128 b) =>
        new(Vector128.ConditionalSelect(Vector128.LessThan(a._value, b._value), a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Max(Lanes128 a, Lanes128 b) =>
        new(Vector128.ConditionalSelect(Vector128.GreaterThan(a._value, b._value), a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Root(Lanes128 a) => new(Vector128.Sqrt(a._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 AtMost(Lanes128 a, Lanes128 b, Lanes128 yes, Lanes128 no) =>
        new(Vector128.ConditionalSelect(Vector128.LessThanOrEqual(a._value, b._value), yes._value, no._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 WithAlpha(Lanes128 color, Lanes128 alpha) =>
        new(Vector128.ConditionalSelect(Vector128.Create(0, 0, 0, -1).AsSingle(), alpha._value, color._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref float to) => _value.StoreUnsafe(ref to);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void StoreApart(ref float to, nint apart) => Store(ref to);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void StoreBytes(ref byte to)
    {
        Vector128<uint> whole = Vector128.ConvertToInt32(_value).AsUInt32();
        Vector128<ushort> words = Vector128.Narrow(whole, whole);
        Unsafe.WriteUnaligned(ref to, Vector128.Narrow(words, words).AsUInt32().ToScalar());
    }
}
