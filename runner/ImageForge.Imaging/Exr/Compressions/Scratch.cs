using System.Buffers;

namespace ImageForge.Imaging.Exr.Compressions;

/// <summary>Pooled memory for the time of one block; its contents are whatever was there before.</summary>
internal readonly ref struct Scratch<T>(int length)
    where T : unmanaged
{
    private readonly T[] _array = ArrayPool<T>.Shared.Rent(length);

    public Span<T> Span => _array.AsSpan(0, length);

    public void Dispose() => ArrayPool<T>.Shared.Return(_array);
}
