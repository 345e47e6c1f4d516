using NetVips;

namespace ImageForge.Imaging.Vips;

/// <summary>All samples of a picture, computed.</summary>
internal sealed unsafe class VipsMemory : IDisposable
{
    private readonly int _rowBytes;
    private nint _data;

    public VipsMemory(Image image)
    {
        _data = image.WriteToMemory(out ulong size);
        Format = image.Format;
        Bands = image.Bands;
        _rowBytes = (int)(size / (ulong)image.Height);
    }

    public Enums.BandFormat Format { get; }

    public int Bands { get; }

    public ReadOnlySpan<byte> Row(int y) => new((byte*)_data + ((long)y * _rowBytes), _rowBytes);

    public void Dispose()
    {
        NetVips.NetVips.Free(Interlocked.Exchange(ref _data, 0));
    }
}
