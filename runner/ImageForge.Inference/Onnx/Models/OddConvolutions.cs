namespace ImageForge.Inference.Onnx.Models;

/// <summary>
/// Finds convolutions that ONNX Runtime's WebGPU provider computes wrongly, without a word, when it keeps channels last: those
/// of 6, 9, 15 … channels, a multiple of three but not of four, into a multiple of four. Its shader reads three channels at a
/// time, and divides their position by four. Inpainting networks begin with nine channels.
/// </summary>
/// <remarks>Only weights that the model's graph holds itself are looked at, as every exporter writes them.</remarks>
internal static class OddConvolutions
{
    // Fields of onnx.proto.
    private const int ModelGraph = 7;
    private const int GraphNode = 1;
    private const int GraphInitializer = 5;
    private const int NodeInput = 1;
    private const int NodeOperator = 4;
    private const int TensorShape = 1;
    private const int TensorName = 8;

    private const int BufferBytes = 1 << 16;

    /// <summary>Whether a model has one. What is no model has none: opening it will tell.</summary>
    public static bool AreIn(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferBytes);
        var reader = new ProtobufReader(stream);
        try
        {
            for (int field = reader.Next(stream.Length); field != 0; field = reader.Next(stream.Length))
            {
                if (field == ModelGraph)
                {
                    return AreInGraph(reader, reader.Message());
                }

                reader.Skip();
            }
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or OverflowException)
        {
            return false;
        }

        return false;
    }

    private static bool AreInGraph(ProtobufReader reader, long end)
    {
        var kernels = new HashSet<string>();
        var odd = new HashSet<string>();
        for (int field = reader.Next(end); field != 0; field = reader.Next(end))
        {
            string? name = field switch
            {
                GraphNode => KernelOf(reader, reader.Message()),
                GraphInitializer => OddOne(reader, reader.Message()),
                _ => null,
            };
            if (field is not (GraphNode or GraphInitializer))
            {
                reader.Skip();
            }
            else if (name is not null)
            {
                (field == GraphNode ? kernels : odd).Add(name);
            }
        }

        return kernels.Overlaps(odd);
    }

    // The name of a convolution's weights.
    private static string? KernelOf(ProtobufReader reader, long end)
    {
        var inputs = new List<string>();
        string kind = "";
        for (int field = reader.Next(end); field != 0; field = reader.Next(end))
        {
            switch (field)
            {
                case NodeInput:
                    inputs.Add(reader.Text());
                    break;
                case NodeOperator:
                    kind = reader.Text();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return kind == "Conv" && inputs.Count > 1 ? inputs[1] : null;
    }

    // The name of a tensor whose shape is that of weights that are computed with wrongly.
    private static string? OddOne(ProtobufReader reader, long end)
    {
        var shape = new List<long>();
        string? name = null;
        for (int field = reader.Next(end); field != 0; field = reader.Next(end))
        {
            switch (field)
            {
                case TensorShape:
                    reader.Numbers(shape);
                    break;
                case TensorName:
                    name = reader.Text();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        // Outputs, inputs, height, width. Those of one pixel are computed as products of matrices.
        return
            shape is [var outputs, var inputs, var height, var width]
            && (height, width) is not (1, 1)
            && outputs % 4 == 0
            && inputs is > 3
            && inputs % 3 == 0
            && inputs % 4 != 0
            ? name
            : null;
    }
}
