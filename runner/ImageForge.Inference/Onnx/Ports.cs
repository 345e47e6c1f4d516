using ImageForge.Inference.Errors;

namespace ImageForge.Inference.Onnx;

/// <summary>A model's inputs, or its outputs: their names, and what fits them.</summary>
internal sealed class Ports(string path, string kind, IReadOnlyList<TensorInfo> infos)
{
    /// <summary>How many there are.</summary>
    public int Count => infos.Count;

    /// <summary>The index of the one that a tensor is passed for, once it is known to fit.</summary>
    /// <exception cref="ModelInvalidException">There is no such one, or it has another type or shape.</exception>
    public int Accept(string name, Tensor tensor)
    {
        int index = IndexOf(name);
        TensorInfo info = infos[index];
        return Fits(info, tensor)
            ? index
            : throw new ModelInvalidException(
                $"Model '{path}': {kind} '{name}' is {info.Description}, and {tensor.Description} was given for it."
            );
    }

    /// <summary>Sees that each of them is given.</summary>
    /// <exception cref="ModelInvalidException">One is missing.</exception>
    public void RequireAll(ReadOnlySpan<NamedTensor> given)
    {
        for (int i = 0; i < infos.Count; i++)
        {
            if (!IsGiven(i, given))
            {
                throw Missing(i);
            }
        }
    }

    /// <summary>Whether a tensor is given for the one at this index.</summary>
    public bool IsGiven(int index, ReadOnlySpan<NamedTensor> given)
    {
        foreach (NamedTensor named in given)
        {
            if (named.Name == infos[index].Name)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Says that nothing was given for the one at this index.</summary>
    public ModelInvalidException Missing(int index) =>
        new(
            $"Model '{path}': {kind} '{infos[index].Name}' is {infos[index].Description}, and nothing was given for it."
        );

    /// <summary>The name of the one at this index.</summary>
    public string Name(int index) => infos[index].Name;

    private int IndexOf(string name)
    {
        for (int i = 0; i < infos.Count; i++)
        {
            if (infos[i].Name == name)
            {
                return i;
            }
        }

        throw new ModelInvalidException(
            $"Model '{path}' has no {kind} '{name}'; it has {string.Join(", ", infos.Select(i => $"'{i.Name}'"))}."
        );
    }

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
