using System.Runtime.InteropServices;
using ImageForge.Inference.Errors;

namespace ImageForge.Inference.Onnx;

/// <summary>
/// ONNX Runtime's table of functions. Each call here has the signature of the header's member of that name; what fails
/// though it never should is thrown at once, and what a model or a device can fail at comes back as a failure.
/// </summary>
internal sealed unsafe partial class OrtApi(void** table)
{
    private const int ArenaAllocator = 1;
    private const int DefaultMemory = 0;

    /// <summary>What a status says, and gives it back; null where the call did what it should.</summary>
    public OrtFailure? Take(nint status)
    {
        if (status == 0)
        {
            return null;
        }

        var code = (OrtErrorCode)((delegate* unmanaged<nint, int>)table[OrtIndex.GetErrorCode])(status);
        byte* text = ((delegate* unmanaged<nint, byte*>)table[OrtIndex.GetErrorMessage])(status);
        var failure = OrtFailure.Of(code, Marshal.PtrToStringUTF8((nint)text) ?? "");
        Release(OrtIndex.ReleaseStatus, status);
        return failure;
    }

    /// <summary>Gives back what one of the table's functions of the name Release… takes.</summary>
    public void Release(int index, nint value) => ((delegate* unmanaged<nint, void>)table[index])(value);

    /// <summary>The process's one environment, or another share in it.</summary>
    public nint CreateEnvironment(int severity)
    {
        nint environment = 0;
        fixed (byte* name = "imageforge\0"u8)
        {
            Check(
                (
                    (delegate* unmanaged<
                        delegate* unmanaged<void*, int, byte*, byte*, byte*, byte*, void>,
                        void*,
                        int,
                        byte*,
                        nint*,
                        nint>)
                        table[OrtIndex.CreateEnvWithCustomLogger]
                )(&OrtLog.Write, null, severity, name, &environment)
            );
        }

        // Where there was one already, it writes what it was first told to.
        Set(OrtIndex.UpdateEnvWithCustomLogLevel, environment, severity);
        return environment;
    }

    /// <summary>The name of the processor's memory.</summary>
    public nint CreateHostMemoryInfo()
    {
        nint info = 0;
        Check(
            ((delegate* unmanaged<int, int, nint*, nint>)table[OrtIndex.CreateCpuMemoryInfo])(
                ArenaAllocator,
                DefaultMemory,
                &info
            )
        );
        return info;
    }

    /// <summary>A tensor whose elements lie in memory that the caller keeps.</summary>
    public nint CreateTensor(nint memoryInfo, void* data, nuint bytes, ReadOnlySpan<long> shape, ElementType type)
    {
        nint value = 0;
        fixed (long* sizes = shape)
        {
            Check(
                (
                    (delegate* unmanaged<nint, void*, nuint, long*, nuint, int, nint*, nint>)
                        table[OrtIndex.CreateTensorWithDataAsOrtValue]
                )(memoryInfo, data, bytes, sizes, (nuint)shape.Length, (int)type, &value)
            );
        }

        return value;
    }

    private void Check(nint status)
    {
        if (Take(status) is { } failure)
        {
            throw new ProviderFailedException($"ONNX Runtime: {failure.Text} ({failure.Code})");
        }
    }

    // Calls of the shapes that come up again and again.
    private nint Create(int index)
    {
        nint made = 0;
        Check(((delegate* unmanaged<nint*, nint>)table[index])(&made));
        return made;
    }

    private void Set(int index, nint value) => Check(((delegate* unmanaged<nint, nint>)table[index])(value));

    private void Set(int index, nint value, int number) =>
        Check(((delegate* unmanaged<nint, int, nint>)table[index])(value, number));
}
