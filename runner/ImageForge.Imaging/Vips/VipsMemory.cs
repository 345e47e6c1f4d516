namespace ImageForge.Imaging.Vips;

/// <summary>All samples of a picture, computed.</summary>
internal sealed unsafe class VipsMemory : IDisposable
{
    private readonly int _rowBytes;
    private nint _data;

    public VipsMemory(VipsImage image)
    {
        _data = VipsNative.ImageToMemory(image.Handle, out nuint size);
        if (_data == 0)
        {
            throw new VipsException(VipsNative.TakeError());
        }

        Format = image.Format;
        Bands = image.Bands;
        _rowBytes = (int)(size / (nuint)image.Height);
    }

    public VipsBandFormat Format { get; }

    public int Bands { get; }

    public ReadOnlySpan<byte> Row(int y) => new((byte*)_data + ((long)y * _rowBytes), _rowBytes);

    public void Dispose()
    {
        VipsNative.Free(Interlocked.Exchange(ref _data, 0));
    }
}
