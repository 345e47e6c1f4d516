using System.Buffers;

namespace ImageForge.Imaging.Png;

/// <summary>Collects compressed bytes and writes them as IDAT chunks of at most 64 KiB.</summary>
internal sealed class IdatStream(Stream target) : Stream
{
    private const int ChunkSize = 1 << 16;

    private readonly byte[] _pending = ArrayPool<byte>.Shared.Rent(ChunkSize);
    private int _count;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            int take = Math.Min(buffer.Length, ChunkSize - _count);
            buffer[..take].CopyTo(_pending.AsSpan(_count));
            _count += take;
            buffer = buffer[take..];
            if (_count == ChunkSize)
            {
                Emit();
            }
        }
    }

    // The compressor flushes when it likes; chunks are cut by size alone.
    public override void Flush() { }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            if (_count > 0)
            {
                Emit();
            }

            ArrayPool<byte>.Shared.Return(_pending);
        }

        base.Dispose(disposing);
    }

    private void Emit()
    {
        ChunkWriter.Write(target, "IDAT"u8, _pending.AsSpan(0, _count));
        _count = 0;
    }
}
