using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using ImageForge.Inference.Errors;

namespace ImageForge.Inference.Onnx;

/// <summary>A model's inputs, or its outputs: their names as C takes them, and what fits them.</summary>
internal sealed unsafe class Ports
{
    private readonly string _path;
    private readonly string _kind;
    private readonly TensorInfo[] _infos;

    // Pinned, so that a run may hold their addresses as long as it holds this.
    private readonly byte[][] _names;

    public Ports(string path, string kind, TensorInfo[] infos)
    {
        (_path, _kind, _infos) = (path, kind, infos);
        _names = new byte[infos.Length][];
        for (int i = 0; i < infos.Length; i++)
        {
            byte[] name = GC.AllocateArray<byte>(Encoding.UTF8.GetByteCount(infos[i].Name) + 1, pinned: true);
            Encoding.UTF8.GetBytes(infos[i].Name, name);
            _names[i] = name;
        }
    }

    /// <summary>How many there are.</summary>
    public int Count => _infos.Length;

    /// <summary>The name that a tensor is passed by, once it is known to fit.</summary>
    /// <exception cref="ModelInvalidException">There is no such one, or it has another type or shape.</exception>
    public byte* Accept(string name, Tensor tensor)
    {
        int index = IndexOf(name);
        TensorInfo info = _infos[index];
        return Fits(info, tensor)
            ? Name(index)
            : throw new ModelInvalidException(
                $"Model '{_path}': {_kind} '{name}' is {info.Description}, and {tensor.Description} was given for it."
            );
    }

    /// <summary>Sees that each of them is there once.</summary>
    /// <exception cref="ModelInvalidException">One is missing.</exception>
    public void RequireAll(ReadOnlySpan<NamedTensor> given)
    {
        foreach (TensorInfo info in _infos)
        {
            bool found = false;
            foreach (NamedTensor named in given)
            {
                found |= named.Name == info.Name;
            }

            if (!found)
            {
                throw Missing(info);
            }
        }
    }

    /// <summary>Says that nothing was given for the one that stands there.</summary>
    public ModelInvalidException Missing(int index) => Missing(_infos[index]);

    private ModelInvalidException Missing(TensorInfo info) =>
        new($"Model '{_path}': {_kind} '{info.Name}' is {info.Description}, and nothing was given for it.");

    /// <summary>Where the one of this name stands.</summary>
    /// <exception cref="ModelInvalidException">There is none.</exception>
    public int IndexOf(string name)
    {
        for (int i = 0; i < _infos.Length; i++)
        {
            if (_infos[i].Name == name)
            {
                return i;
            }
        }

        throw new ModelInvalidException(
            $"Model '{_path}' has no {_kind} '{name}'; it has {string.Join(", ", _infos.Select(i => $"'{i.Name}'"))}."
        );
    }

    /// <summary>The name of the one that stands there; good as long as this is.</summary>
    public byte* Name(int index) => (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_names[index]));

    // No dimensions may mean a scalar or that the model does not say, and the library does not tell them apart.
    private static bool Fits(TensorInfo info, Tensor tensor)
    {
        ReadOnlySpan<long> shape = tensor.Shape;
        if (info.ElementType != tensor.ElementType || (info.Shape.Count > 0 && info.Shape.Count != shape.Length))
        {
            return false;
        }

        for (int i = 0; i < info.Shape.Count; i++)
        {
            if (info.Shape[i] >= 0 && info.Shape[i] != shape[i])
            {
                return false;
            }
        }

        return true;
    }
}
