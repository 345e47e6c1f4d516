using Microsoft.ML.OnnxRuntime;

namespace ImageForge.Inference.Onnx;

/// <summary>
/// Numbers in host memory, aligned to 64 bytes, that a model reads or writes. Zero when made. Use from one thread at a time,
/// or from many that only read.
/// </summary>
public sealed class Tensor : IDisposable
{
    private readonly long[] _shape;

    private Tensor(Shared<TensorMemory> memory, ElementType type, long[] shape, int count)
    {
        (Memory, ElementType, _shape, Count) = (memory, type, shape, count);
    }

    /// <summary>The type of its elements.</summary>
    public ElementType ElementType { get; }

    /// <summary>Its size in each dimension; empty for a scalar.</summary>
    public ReadOnlySpan<long> Shape => _shape;

    /// <summary>The number of its elements.</summary>
    public int Count { get; }

    internal Shared<TensorMemory> Memory { get; }

    /// <summary>Type and shape: <c>Float32[1, 4, 64, 64]</c>.</summary>
    public string Description => $"{ElementType}[{string.Join(", ", _shape)}]";

    /// <summary>Makes one.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The type or a size is none that a tensor has, or there are too many elements.</exception>
    public static Tensor Create(OnnxRuntime runtime, ElementType type, params ReadOnlySpan<long> shape)
    {
        ArgumentNullException.ThrowIfNull(runtime);
        long[] sizes = shape.ToArray();
        int count = CountOf(sizes);
        var memory = new TensorMemory(type, sizes, (nuint)count * (nuint)ElementTypes.Size(type));
        return new Tensor(new Shared<TensorMemory>(memory), type, sizes, count);
    }

    /// <summary>Makes one with these elements.</summary>
    public static Tensor From<T>(OnnxRuntime runtime, ReadOnlySpan<T> elements, params ReadOnlySpan<long> shape)
        where T : unmanaged
    {
        Tensor tensor = Create(runtime, ElementTypes.Of<T>(), shape);
        elements.CopyTo(tensor.Data<T>());
        return tensor;
    }

    /// <summary>The elements, the last dimension's neighbours side by side. Not to be used once this is disposed of.</summary>
    /// <typeparam name="T">The element type's type: float, Half, double, long, int, byte or bool.</typeparam>
    /// <exception cref="InvalidOperationException">The elements are of another type.</exception>
    public unsafe Span<T> Data<T>()
        where T : unmanaged
    {
        ObjectDisposedException.ThrowIf(Memory.IsClosed, this);
        return ElementTypes.Of<T>() == ElementType
            ? new Span<T>((void*)Memory.Value.Data, Count)
            : throw new InvalidOperationException($"A tensor of {ElementType} was taken for one of {typeof(T).Name}.");
    }

    /// <summary>Writes numbers from the first element on, as half precision where the elements are that.</summary>
    public void Write(ReadOnlySpan<float> numbers, int offset = 0)
    {
        if (ElementType == ElementType.Float16)
        {
            HalfPrecision.Narrow(numbers, Data<Half>()[offset..]);
        }
        else
        {
            numbers.CopyTo(Data<float>()[offset..]);
        }
    }

    /// <summary>Reads as many numbers as there is room for, from the first element on.</summary>
    public void Read(Span<float> numbers, int offset = 0)
    {
        if (ElementType == ElementType.Float16)
        {
            HalfPrecision.Widen(Data<Half>().Slice(offset, numbers.Length), numbers);
        }
        else
        {
            Data<float>().Slice(offset, numbers.Length).CopyTo(numbers);
        }
    }

    /// <summary>Sets every element to a number; of integers to its whole part.</summary>
    /// <exception cref="InvalidOperationException">The elements are no numbers.</exception>
    public void Fill(double number)
    {
        switch (ElementType)
        {
            case ElementType.Float32:
                Data<float>().Fill((float)number);
                break;
            case ElementType.Float16:
                Data<Half>().Fill((Half)number);
                break;
            case ElementType.Float64:
                Data<double>().Fill(number);
                break;
            case ElementType.Int64:
                Data<long>().Fill((long)number);
                break;
            case ElementType.Int32:
                Data<int>().Fill((int)number);
                break;
            default:
                throw new InvalidOperationException($"A tensor of {ElementType} is not filled with numbers.");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Memory.Dispose();

    private static int CountOf(ReadOnlySpan<long> shape)
    {
        long count = 1;
        foreach (long size in shape)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(size, nameof(shape));
            count = checked(count * size);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(count, int.MaxValue, nameof(shape));
        }

        return (int)count;
    }
}

/// <summary>A tensor and the input or output that it is for.</summary>
/// <param name="Name">The name of the model's input or output.</param>
/// <param name="Tensor">What is read, or written to.</param>
public readonly record struct NamedTensor(string Name, Tensor Tensor);

/// <summary>An input or an output of a model, as the model declares it.</summary>
public sealed record TensorInfo
{
    /// <summary>Its name in the graph.</summary>
    public required string Name { get; init; }

    /// <summary>The type of its elements.</summary>
    public required ElementType ElementType { get; init; }

    /// <summary>
    /// Its size in each dimension, -1 where any will do. Empty for a scalar, and for a tensor of which the model does
    /// not say how many dimensions it has.
    /// </summary>
    public required IReadOnlyList<long> Shape { get; init; }

    /// <summary>The name of each free dimension, such as <c>batch_size</c>; empty where it has none.</summary>
    public required IReadOnlyList<string> Dimensions { get; init; }

    /// <summary>Type and shape, with the names of the free dimensions: <c>Float32[batch, 4, 64, 64]</c>.</summary>
    public string Description => $"{ElementType}{DescribeShape()}";

    /// <summary>The inputs or outputs of a model, in the model's order.</summary>
    internal static TensorInfo[] Of(IReadOnlyList<string> names, IReadOnlyDictionary<string, NodeMetadata> ports) =>
        [.. names.Select(name => Of(name, ports[name]))];

    private static TensorInfo Of(string name, NodeMetadata port) =>
        port.IsTensor
            ? new TensorInfo
            {
                Name = name,
                ElementType = ElementTypes.FromNative(port.ElementDataType),
                Shape = [.. port.Dimensions.Select(size => (long)size)],
                Dimensions = port.SymbolicDimensions,
            }
            : new TensorInfo
            {
                Name = name,
                ElementType = ElementType.Other,
                Shape = [],
                Dimensions = [],
            };

    private string DescribeShape()
    {
        string[] sizes = new string[Shape.Count];
        for (int i = 0; i < sizes.Length; i++)
        {
            sizes[i] =
                Shape[i] >= 0 ? $"{Shape[i]}"
                : Dimensions[i].Length > 0 ? Dimensions[i]
                : "?";
        }

        return $"[{string.Join(", ", sizes)}]";
    }
}
