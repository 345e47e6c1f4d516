using System.Runtime.InteropServices;

namespace ImageForge.Inference.Onnx;

/// <summary>A text for C: UTF-8, ended by a zero, in memory of its own.</summary>
internal readonly unsafe struct Utf8(string text) : IDisposable
{
    /// <summary>The first byte.</summary>
    public byte* Text { get; } = (byte*)Marshal.StringToCoTaskMemUTF8(text);

    public void Dispose() => Marshal.FreeCoTaskMem((nint)Text);
}
