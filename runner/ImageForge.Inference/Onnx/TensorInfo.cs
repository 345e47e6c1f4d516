using Microsoft.ML.OnnxRuntime;

namespace ImageForge.Inference.Onnx;

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
