using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ImageForge.Imaging.Pixels.Lanes;

namespace ImageForge.Imaging.Paper;

/// <summary>Takes light away by how much of a shadow falls on each pixel.</summary>
internal readonly ref struct ShadowKernel(Span<float> row, ReadOnlySpan<float> shadow, Vector4 loss) : IPixelKernel
{
    private readonly ref float _row = ref MemoryMarshal.GetReference(row);
    private readonly ref float _shadow = ref MemoryMarshal.GetReference(shadow);
    private readonly Vector4 _loss = loss;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Step<T>(nint at)
        where T : struct, ILanes<T>
    {
        T shadow = T.LoadEach(ref Unsafe.Add(ref _shadow, at));
        if (shadow.IsZero)
        {
            return;
        }

        ref float pixels = ref Unsafe.Add(ref _row, at * 4);
        (T.Load(ref pixels) * (T.All(1f) - (T.Each(_loss) * shadow))).Store(ref pixels);
    }
}
