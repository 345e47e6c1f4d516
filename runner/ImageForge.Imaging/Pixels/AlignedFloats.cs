using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ImageForge.Imaging.Pixels;

/// <summary>
/// Rented memory that begins at a line of the cache, so that whole registers are never loaded from two lines. An array of
/// less than 85 kB may be moved by the garbage collector meanwhile: that costs time, nothing else.
/// </summary>
internal readonly ref struct AlignedFloats : IDisposable
{
    private const int Line = 64;

    private readonly float[] _rented;

    /// <param name="length">Floats; what they are is not defined.</param>
    public unsafe AlignedFloats(int length)
    {
        _rented = ArrayPool<float>.Shared.Rent(length + (Line / sizeof(float)));
        nint address = (nint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_rented));
        // A float lies at a multiple of four.
        Span = _rented.AsSpan((int)(-address & (Line - 1)) / sizeof(float), length);
    }

    public Span<float> Span { get; }

    public void Dispose() => ArrayPool<float>.Shared.Return(_rented);
}
