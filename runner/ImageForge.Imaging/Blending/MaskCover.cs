using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ImageForge.Imaging.Pixels.Lanes;

namespace ImageForge.Imaging.Blending;

/// <summary>A coverage of its own for each pixel.</summary>
internal readonly ref struct MaskCover(ReadOnlySpan<float> coverage) : ICover
{
    private readonly ref float _coverage = ref MemoryMarshal.GetReference(coverage);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T At<T>(nint pixel)
        where T : struct, ILanes<T> => T.LoadEach(ref Unsafe.Add(ref _coverage, pixel));
}
