using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;

namespace ImageForge.Inference.Onnx;

/// <summary>Aligned memory, zero when made, and the library's view of it as a tensor.</summary>
internal sealed unsafe class TensorMemory : IDisposable
{
    private const nuint Alignment = 64;

    /// <param name="type">The type of the elements.</param>
    /// <param name="shape">The size in each dimension.</param>
    /// <param name="bytes">The bytes of all elements.</param>
    public TensorMemory(ElementType type, long[] shape, nuint bytes)
    {
        Data = (nint)NativeMemory.AlignedAlloc(Math.Max(bytes, Alignment), Alignment);
        NativeMemory.Clear((void*)Data, bytes);
        try
        {
            Value = OrtValue.CreateTensorValueWithData(
                OrtMemoryInfo.DefaultInstance,
                ElementTypes.ToNative(type),
                shape,
                Data,
                (long)bytes
            );
        }
        catch (Exception e)
        {
            NativeMemory.AlignedFree((void*)Data);
            if (OrtFailure.Of(e) is { } failure)
            {
                throw Failures.ToException(failure);
            }

            throw;
        }
    }

    /// <summary>The first byte.</summary>
    public nint Data { get; }

    /// <summary>The tensor.</summary>
    public OrtValue Value { get; }

    public void Dispose()
    {
        Value.Dispose();
        NativeMemory.AlignedFree((void*)Data);
    }
}
