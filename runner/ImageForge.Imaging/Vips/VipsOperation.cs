namespace ImageForge.Imaging.Vips;

/// <summary>One call of an operation of libvips: arguments by name, then <see cref="Run"/>, then results by name.</summary>
internal sealed class VipsOperation : IDisposable
{
    private readonly string _name;
    private nint _handle;

    public VipsOperation(string name)
    {
        _name = name;
        _handle = VipsNative.OperationNew(name);
        if (_handle == 0)
        {
            throw new VipsException(VipsNative.TakeError());
        }
    }

    /// <summary>Sets a number, a flag or the member of an enumeration, as libvips' command line writes it.</summary>
    public VipsOperation With(string argument, string value) =>
        VipsNative.SetArgument(_handle, argument, value) == 0
            ? this
            : throw new VipsException($"{_name} {argument}={value}: {VipsNative.TakeError()}");

    public VipsOperation With(string argument, int value) =>
        With(argument, value.ToString(System.Globalization.CultureInfo.InvariantCulture));

    public VipsOperation With(string argument, bool value) => With(argument, value ? "true" : "false");

    public VipsOperation With(string argument, VipsImage image)
    {
        GValue value = GValue.Of(VipsNative.ImageType);
        VipsNative.ValueSetObject(ref value, image.Handle);
        Set(argument, ref value);
        return this;
    }

    /// <summary>Sets bytes, which must stay where they are until the results were used.</summary>
    public VipsOperation With(string argument, nint bytes, int length)
    {
        nint blob = VipsNative.BlobNew(0, bytes, (nuint)length);
        GValue value = GValue.Of(VipsNative.BlobType);
        VipsNative.ValueSetBoxed(ref value, blob);
        Set(argument, ref value);
        VipsNative.AreaUnref(blob);
        return this;
    }

    /// <summary>Carries the operation out.</summary>
    /// <exception cref="VipsException">It failed.</exception>
    public VipsOperation Run() =>
        VipsNative.Build(ref _handle) == 0 ? this : throw new VipsException(VipsNative.TakeError());

    public VipsImage Image(string result = "out")
    {
        GValue value = GValue.Of(VipsNative.ImageType);
        VipsNative.GetProperty(_handle, result, ref value);
        nint image = VipsNative.ValueDupObject(ref value);
        VipsNative.ValueUnset(ref value);
        return new VipsImage(image);
    }

    public unsafe byte[] Bytes(string result = "buffer")
    {
        GValue value = GValue.Of(VipsNative.BlobType);
        VipsNative.GetProperty(_handle, result, ref value);
        nint data = VipsNative.BlobGet(VipsNative.ValueGetBoxed(ref value), out nuint length);
        byte[] bytes = new ReadOnlySpan<byte>((void*)data, checked((int)length)).ToArray();
        VipsNative.ValueUnset(ref value);
        return bytes;
    }

    public void Dispose()
    {
        nint handle = Interlocked.Exchange(ref _handle, 0);
        if (handle != 0)
        {
            VipsNative.UnrefOutputs(handle);
            VipsNative.Unref(handle);
        }
    }

    private void Set(string argument, ref GValue value)
    {
        VipsNative.SetProperty(_handle, argument, ref value);
        VipsNative.ValueUnset(ref value);
    }
}
