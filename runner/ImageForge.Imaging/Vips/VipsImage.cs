namespace ImageForge.Imaging.Vips;

/// <summary>A picture of libvips: a recipe that runs when its pixels are asked for.</summary>
internal sealed class VipsImage(nint handle) : IDisposable
{
    /// <summary>The interpretation of four inks, as libvips numbers it.</summary>
    public const int Cmyk = 15;

    private nint _handle = handle;

    public nint Handle
    {
        get
        {
            ObjectDisposedException.ThrowIf(_handle == 0, this);
            return _handle;
        }
    }

    public int Width => VipsNative.Width(Handle);

    public int Height => VipsNative.Height(Handle);

    public int Bands => VipsNative.Bands(Handle);

    public VipsBandFormat Format => (VipsBandFormat)VipsNative.Format(Handle);

    public int Interpretation => VipsNative.Interpretation(Handle);

    public bool HasAlpha => VipsNative.HasAlpha(Handle) != 0;

    /// <summary>Wraps pixels, which must stay where they are as long as the picture is used.</summary>
    public static VipsImage Over(nint pixels, long size, int width, int height, int bands, VipsBandFormat format)
    {
        nint image = VipsNative.ImageFromMemory(pixels, (nuint)size, width, height, bands, (int)format);
        return image != 0 ? new VipsImage(image) : throw new VipsException(VipsNative.TakeError());
    }

    public bool Has(string field) => VipsNative.TypeOf(Handle, field) != 0;

    public void Set(string field, string text) => VipsNative.SetString(Handle, field, text);

    public void Set(string field, ReadOnlySpan<byte> data) =>
        VipsNative.SetBlob(Handle, field, data, (nuint)data.Length);

    /// <summary>An operation that takes this picture as <c>in</c> and gives another as <c>out</c>; disposes of this one.</summary>
    public VipsImage Then(string operation, params ReadOnlySpan<(string Name, string Value)> arguments)
    {
        using VipsImage self = this;
        using var call = new VipsOperation(operation);
        call.With("in", self);
        foreach ((string name, string value) in arguments)
        {
            call.With(name, value);
        }

        return call.Run().Image();
    }

    public void Dispose()
    {
        nint handle = Interlocked.Exchange(ref _handle, 0);
        if (handle != 0)
        {
            VipsNative.Unref(handle);
        }
    }
}
