using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ImageForge.Imaging.Pixels.Lanes;

namespace ImageForge.Imaging.Blending;

/// <summary>What a layer's pixels are multiplied by before they are laid: opacity, and a mask where there is one.</summary>
internal interface ICover
{
    T At<T>(nint pixel)
        where T : struct, ILanes<T>;
}

/// <summary>The same opacity everywhere.</summary>
internal readonly struct EvenCover(float opacity) : ICover
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T At<T>(nint pixel)
        where T : struct, ILanes<T> => T.All(opacity);
}

/// <summary>A coverage of its own for each pixel.</summary>
internal readonly ref struct MaskCover(ReadOnlySpan<float> coverage) : ICover
{
    private readonly ref float _coverage = ref MemoryMarshal.GetReference(coverage);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T At<T>(nint pixel)
        where T : struct, ILanes<T> => T.LoadEach(ref Unsafe.Add(ref _coverage, pixel));
}
