using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ImageForge.Imaging.Blending.Modes;
using ImageForge.Imaging.Pixels;
using ImageForge.Imaging.Pixels.Lanes;

namespace ImageForge.Imaging.Blending;

/// <summary>
/// A blend function of the specification: co = αs (1 - αb) Cs + αs αb B(Cb, Cs) + (1 - αs) αb Cb, where B takes and
/// gives sRGB values and the sum is one of light.
/// </summary>
internal readonly ref struct MixKernel<TFunction, TCover>(Span<float> below, ReadOnlySpan<float> above, TCover cover)
    : IPixelKernel
    where TFunction : struct, IBlendFunction
    where TCover : struct, ICover, allows ref struct
{
    private readonly ref float _below = ref MemoryMarshal.GetReference(below);
    private readonly ref float _above = ref MemoryMarshal.GetReference(above);
    private readonly TCover _cover = cover;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Step<T>(nint at)
        where T : struct, ILanes<T>
    {
        T source = T.Load(ref Unsafe.Add(ref _above, at * 4));
        if (source.IsZero)
        {
            return;
        }

        ref float below = ref Unsafe.Add(ref _below, at * 4);
        T zero = T.All(0f);
        T one = T.All(1f);
        T cover = _cover.At<T>(at);
        T backdrop = T.Load(ref below);
        T covering = source.Alpha;
        T straightSource = Straight(source, covering);
        T straightBackdrop = Straight(backdrop, backdrop.Alpha);
        T mixed = SrgbCurve.ToLinear(
            TFunction.Mix(
                SrgbCurve.ToEncoded(T.Min(straightBackdrop, one)),
                SrgbCurve.ToEncoded(T.Min(straightSource, one))
            )
        );
        // Alpha 1 in the mixture makes the formula right for alpha too.
        mixed = T.WithAlpha(T.Max(mixed, zero) * T.Max(straightBackdrop, one), one);
        source *= cover;
        T alpha = source.Alpha;
        T result = (source * (one - backdrop.Alpha)) + (mixed * (alpha * backdrop.Alpha)) + (backdrop * (one - alpha));
        // Where nothing covers there is nothing to mix: not even what rounds differently.
        T.AtMost(covering, zero, backdrop, result).Store(ref below);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Straight<T>(T premultiplied, T alpha)
        where T : struct, ILanes<T>
    {
        T zero = T.All(0f);
        return T.AtMost(alpha, zero, zero, T.Max(premultiplied / alpha, zero));
    }
}

/// <summary>Plus-lighter in linear light. Light may exceed white; cover may not exceed 1.</summary>
internal readonly ref struct AddKernel<TCover>(Span<float> below, ReadOnlySpan<float> above, TCover cover)
    : IPixelKernel
    where TCover : struct, ICover, allows ref struct
{
    private readonly ref float _below = ref MemoryMarshal.GetReference(below);
    private readonly ref float _above = ref MemoryMarshal.GetReference(above);
    private readonly TCover _cover = cover;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Step<T>(nint at)
        where T : struct, ILanes<T>
    {
        ref float below = ref Unsafe.Add(ref _below, at * 4);
        T sum = T.Load(ref below) + (T.Load(ref Unsafe.Add(ref _above, at * 4)) * _cover.At<T>(at));
        T.WithAlpha(sum, T.Min(sum, T.All(1f))).Store(ref below);
    }
}
