using System.Globalization;
using System.Runtime.InteropServices;
using ImageForge.Inference.Onnx;

namespace ImageForge.Inference.Tests.Models;

/// <summary>Writes small ONNX models: fields by onnx.proto's numbers.</summary>
internal sealed class ModelBuilder
{
    private readonly Protobuf _graph = new();
    private readonly List<(int Field, Protobuf Message)> _rest = [];

    /// <summary>A node of one operator.</summary>
    public ModelBuilder Node(string op, string[] inputs, string[] outputs, params (string Name, long Value)[] integers)
    {
        var node = new Protobuf();
        foreach (string input in inputs)
        {
            node.Text(1, input);
        }

        foreach (string output in outputs)
        {
            node.Text(2, output);
        }

        node.Text(4, op);
        foreach ((string name, long value) in integers)
        {
            node.Message(5, new Protobuf().Text(1, name).Number(3, value).Number(20, 2));
        }

        _graph.Message(1, node);
        return this;
    }

    /// <summary>An input; a size is a number, or a free dimension's name.</summary>
    public ModelBuilder Input(string name, ElementType type, params string[] shape) => Port(11, name, type, shape);

    /// <summary>An output.</summary>
    public ModelBuilder Output(string name, ElementType type, params string[] shape) => Port(12, name, type, shape);

    /// <summary>Numbers of the model's own.</summary>
    public ModelBuilder Weights(string name, ReadOnlySpan<float> values, params long[] shape) =>
        Initializer(Weight(name, shape).Bytes(9, MemoryMarshal.AsBytes(values)));

    /// <summary>Numbers in a file beside the model's.</summary>
    public ModelBuilder ExternalWeights(string name, string file, params long[] shape) =>
        Initializer(Weight(name, shape).Message(13, new Protobuf().Text(1, "location").Text(2, file)).Number(14, 1));

    /// <summary>The model's bytes.</summary>
    public byte[] Build()
    {
        _graph.Text(2, "p");
        foreach ((int field, Protobuf message) in _rest)
        {
            _graph.Message(field, message);
        }

        return new Protobuf().Number(1, 8).Message(7, _graph).Message(8, new Protobuf().Number(2, 13)).ToArray();
    }

    private static Protobuf Weight(string name, long[] shape)
    {
        var tensor = new Protobuf();
        foreach (long size in shape)
        {
            tensor.Number(1, size);
        }

        return tensor.Number(2, (int)ElementType.Float32).Text(8, name);
    }

    private ModelBuilder Initializer(Protobuf tensor)
    {
        _rest.Add((5, tensor));
        return this;
    }

    private ModelBuilder Port(int field, string name, ElementType type, string[] shape)
    {
        var sizes = new Protobuf();
        foreach (string size in shape)
        {
            sizes.Message(
                1,
                long.TryParse(size, CultureInfo.InvariantCulture, out long number)
                    ? new Protobuf().Number(1, number)
                    : new Protobuf().Text(2, size)
            );
        }

        Protobuf tensor = new Protobuf().Number(1, (int)type).Message(2, sizes);
        _rest.Add((field, new Protobuf().Text(1, name).Message(2, new Protobuf().Message(1, tensor))));
        return this;
    }
}
