using System.Runtime.InteropServices;

namespace ImageForge.Inference.Onnx;

internal sealed unsafe partial class OrtApi
{
    /// <summary>Opens a model from its file, and what the file refers to beside it.</summary>
    public OrtFailure? CreateSession(nint environment, string path, nint options, out nint session)
    {
        using var file = new Utf8(path);
        nint made = 0;
        nint status = ((delegate* unmanaged<nint, byte*, nint, nint*, nint>)table[OrtIndex.CreateSession])(
            environment,
            file.Text,
            options,
            &made
        );
        session = made;
        return Take(status);
    }

    /// <summary>Opens a model from memory, which may go once this returns.</summary>
    public OrtFailure? CreateSession(nint environment, ReadOnlySpan<byte> model, nint options, out nint session)
    {
        nint made = 0;
        nint status;
        fixed (byte* bytes = model)
        {
            status = (
                (delegate* unmanaged<nint, void*, nuint, nint, nint*, nint>)table[OrtIndex.CreateSessionFromArray]
            )(environment, bytes, (nuint)model.Length, options, &made);
        }

        session = made;
        return Take(status);
    }

    /// <summary>Runs; outputs are written into the tensors given for them.</summary>
    public nint Run(
        nint session,
        nint runOptions,
        byte** inputNames,
        nint* inputs,
        int inputCount,
        byte** outputNames,
        nint* outputs,
        int outputCount
    ) =>
        ((delegate* unmanaged<nint, nint, byte**, nint*, nuint, byte**, nuint, nint*, nint>)table[OrtIndex.Run])(
            session,
            runOptions,
            inputNames,
            inputs,
            (nuint)inputCount,
            outputNames,
            (nuint)outputCount,
            outputs
        );

    /// <summary>The session's inputs, or its outputs.</summary>
    public TensorInfo[] Describe(nint session, bool outputs)
    {
        nuint count = 0;
        Check(
            (
                (delegate* unmanaged<nint, nuint*, nint>)
                    table[outputs ? OrtIndex.SessionGetOutputCount : OrtIndex.SessionGetInputCount]
            )(session, &count)
        );
        var infos = new TensorInfo[(int)count];
        for (int i = 0; i < infos.Length; i++)
        {
            infos[i] = Describe(session, (nuint)i, outputs);
        }

        return infos;
    }

    /// <summary>Whether an input is read, or an output written, anywhere but in the processor's memory.</summary>
    public bool UsesDevice(nint session, int inputs, int outputs) =>
        UsesDevice(OrtIndex.SessionGetMemoryInfoForInputs, session, inputs)
        || UsesDevice(OrtIndex.SessionGetMemoryInfoForOutputs, session, outputs);

    private bool UsesDevice(int index, nint session, int count)
    {
        nint[] places = new nint[count];
        fixed (nint* first = places)
        {
            Check(((delegate* unmanaged<nint, nint*, nuint, nint>)table[index])(session, first, (nuint)count));
        }

        foreach (nint place in places)
        {
            int type = 0;
            ((delegate* unmanaged<nint, int*, void>)table[OrtIndex.MemoryInfoGetDeviceType])(place, &type);
            if (type != 0)
            {
                return true;
            }
        }

        return false;
    }

    private TensorInfo Describe(nint session, nuint index, bool outputs)
    {
        string name = Name(session, index, outputs);
        nint typeInfo = 0;
        Check(
            (
                (delegate* unmanaged<nint, nuint, nint*, nint>)
                    table[outputs ? OrtIndex.SessionGetOutputTypeInfo : OrtIndex.SessionGetInputTypeInfo]
            )(session, index, &typeInfo)
        );
        try
        {
            nint tensor = 0;
            Check(
                ((delegate* unmanaged<nint, nint*, nint>)table[OrtIndex.CastTypeInfoToTensorInfo])(typeInfo, &tensor)
            );
            return tensor == 0
                ? new TensorInfo
                {
                    Name = name,
                    ElementType = ElementType.Other,
                    Shape = [],
                    Dimensions = [],
                }
                : DescribeTensor(name, tensor);
        }
        finally
        {
            Release(OrtIndex.ReleaseTypeInfo, typeInfo);
        }
    }

    private TensorInfo DescribeTensor(string name, nint tensor)
    {
        int type = 0;
        nuint rank = 0;
        Check(((delegate* unmanaged<nint, int*, nint>)table[OrtIndex.GetTensorElementType])(tensor, &type));
        Check(((delegate* unmanaged<nint, nuint*, nint>)table[OrtIndex.GetDimensionsCount])(tensor, &rank));
        long[] shape = new long[(int)rank];
        string[] dimensions = new string[(int)rank];
        byte*[] names = new byte*[(int)rank];
        fixed (long* sizes = shape)
        fixed (byte** texts = names)
        {
            Check(((delegate* unmanaged<nint, long*, nuint, nint>)table[OrtIndex.GetDimensions])(tensor, sizes, rank));
            Check(
                ((delegate* unmanaged<nint, byte**, nuint, nint>)table[OrtIndex.GetSymbolicDimensions])(
                    tensor,
                    texts,
                    rank
                )
            );
            for (int i = 0; i < dimensions.Length; i++)
            {
                dimensions[i] = Marshal.PtrToStringUTF8((nint)texts[i]) ?? "";
            }
        }

        return new TensorInfo
        {
            Name = name,
            ElementType = ElementTypes.FromNative(type),
            Shape = shape,
            Dimensions = dimensions,
        };
    }

    private string Name(nint session, nuint index, bool outputs)
    {
        nint allocator = 0;
        Check(((delegate* unmanaged<nint*, nint>)table[OrtIndex.GetAllocatorWithDefaultOptions])(&allocator));
        byte* text = null;
        Check(
            (
                (delegate* unmanaged<nint, nuint, nint, byte**, nint>)
                    table[outputs ? OrtIndex.SessionGetOutputName : OrtIndex.SessionGetInputName]
            )(session, index, allocator, &text)
        );
        string name = Marshal.PtrToStringUTF8((nint)text) ?? "";
        Check(((delegate* unmanaged<nint, void*, nint>)table[OrtIndex.AllocatorFree])(allocator, text));
        return name;
    }
}
