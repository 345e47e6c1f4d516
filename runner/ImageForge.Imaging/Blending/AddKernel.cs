using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ImageForge.Imaging.Pixels.Lanes;

namespace ImageForge.Imaging.Blending;

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
