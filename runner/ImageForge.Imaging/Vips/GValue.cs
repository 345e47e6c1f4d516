using System.Runtime.InteropServices;

namespace ImageForge.Imaging.Vips;

/// <summary>GObject's variant: a type and 16 bytes, which only its own functions touch.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct GValue
{
    private nint _type;
    private long _first;
    private long _second;

    /// <summary>A value that holds nothing yet.</summary>
    public static GValue Of(nint type)
    {
        GValue value = default;
        VipsNative.ValueInit(ref value, type);
        return value;
    }
}
