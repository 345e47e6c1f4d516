using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ImageForge.Imaging.Pixels.Lanes;

namespace ImageForge.Imaging.Backdrops;

/// <summary>Adds the mean of two rows to another by an amount of its own for each pixel; wet ground itself is darker.</summary>
internal readonly ref struct MirrorKernel(
    Span<float> ground,
    ReadOnlySpan<float> near,
    ReadOnlySpan<float> far,
    ReadOnlySpan<float> amounts
) : IPixelKernel
{
    private readonly ref float _ground = ref MemoryMarshal.GetReference(ground);
    private readonly ref float _near = ref MemoryMarshal.GetReference(near);
    private readonly ref float _far = ref MemoryMarshal.GetReference(far);
    private readonly ref float _amounts = ref MemoryMarshal.GetReference(amounts);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Step<T>(nint at)
        where T : struct, ILanes<T>
    {
        ref float ground = ref Unsafe.Add(ref _ground, at * 4);
        T amount = T.LoadEach(ref Unsafe.Add(ref _amounts, at));
        T mirrored =
            (T.Load(ref Unsafe.Add(ref _near, at * 4)) + T.Load(ref Unsafe.Add(ref _far, at * 4))) * T.All(0.5f);
        T kept = T.Load(ref ground) * (T.All(1f) - (amount * T.All(0.75f)));
        (kept + (mirrored * amount)).Store(ref ground);
    }
}
