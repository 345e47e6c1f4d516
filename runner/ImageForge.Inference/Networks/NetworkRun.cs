using ImageForge.Inference.Errors;
using ImageForge.Inference.Onnx;
using ImageForge.Inference.Pipelines;

namespace ImageForge.Inference.Networks;

/// <summary>A network bound to tensors of one tile's size.</summary>
internal sealed class NetworkRun : IDisposable
{
    private readonly RunBinding _binding;
    private readonly Tensor _input;
    private readonly Tensor _output;
    private readonly float[] _others;

    private NetworkRun(
        OnnxRuntime runtime,
        OnnxSession session,
        NetworkSpec format,
        (int Height, int Width) from,
        (int Height, int Width) to
    )
    {
        Format = format;
        (Height, Width, MadeHeight, MadeWidth) = (from.Height, from.Width, to.Height, to.Width);
        _input = Tensor.Create(runtime, session.Inputs[0].ElementType, format.Shape(from.Height, from.Width));
        _output = Tensor.Create(runtime, session.Outputs[0].ElementType, format.Shape(to.Height, to.Width));
        _others =
            _input.ElementType == ElementType.Float32 && _output.ElementType == ElementType.Float32
                ? []
                : new float[Math.Max(_input.Count, _output.Count)];
        _binding = session.Bind();
        _binding.Input(session.Inputs[0].Name, _input);
        _binding.Output(session.Outputs[0].Name, _output);
    }

    /// <summary>How it takes and gives pictures.</summary>
    public NetworkSpec Format { get; }

    /// <summary>Rows of a tile.</summary>
    public int Height { get; }

    /// <summary>Columns of a tile.</summary>
    public int Width { get; }

    /// <summary>Rows of what is made of it.</summary>
    public int MadeHeight { get; }

    /// <summary>Columns of what is made of it.</summary>
    public int MadeWidth { get; }

    /// <summary>How many times larger what is made is along a side.</summary>
    public int Scale => MadeHeight / Height;

    /// <summary>Binds a network; where it does not say what it makes of such a tile, it is run once to see.</summary>
    /// <exception cref="ModelInvalidException">It neither keeps sizes nor multiplies them.</exception>
    public static NetworkRun Create(
        OnnxRuntime runtime,
        OnnxSession session,
        NetworkSpec format,
        int height,
        int width,
        CancellationToken cancellationToken
    )
    {
        var to = format.SizeIn(session.Outputs[0].Shape)!.Value;
        if (to.Height == 0 || to.Width == 0)
        {
            using var probe = Tensor.Create(runtime, session.Inputs[0].ElementType, format.Shape(height, width));
            var shape = session.OutputShapes([new(session.Inputs[0].Name, probe)], cancellationToken)[0];
            to = format.SizeIn(shape) ?? throw NotAlike(session, height, width, shape);
        }

        return (long)to.Height * width == (long)to.Width * height && to.Height >= height && to.Height % height == 0
            ? new NetworkRun(runtime, session, format, (height, width), to)
            : throw NotAlike(session, height, width, format.Shape(to.Height, to.Width));
    }

    /// <summary>Writes a part of a picture's colour plane as the network wants it.</summary>
    public void Write(PlanarImage picture, int top, int left)
    {
        var (factor, offset) = Format.Mapping();
        var (pixel, channel) = Format.Strides(Height * Width);
        var values = Staged(_input);
        for (var color = 0; color < 3; color++)
        {
            var at = Format.ChannelOf(color) * channel;
            for (var y = 0; y < Height; y++, at += pixel * Width)
            {
                var row = picture.Values.AsSpan((color * picture.Height + top + y) * picture.Width + left, Width);
                if (pixel == 1)
                {
                    Spans.Map(row, values.Slice(at, Width), factor, offset);
                    continue;
                }

                for (var x = 0; x < Width; x++)
                {
                    values[at + x * pixel] = row[x] * factor + offset;
                }
            }
        }

        if (_input.ElementType != ElementType.Float32)
        {
            _input.Write(values);
        }
    }

    /// <summary>Runs the network and hands its rows over, color by color.</summary>
    /// <param name="take">Is given the colour, the row, and its values, 0 to 1 where they are in range.</param>
    /// <param name="cancellationToken">Stops between two nodes.</param>
    public void Run(Action<int, int, ReadOnlySpan<float>> take, CancellationToken cancellationToken)
    {
        _binding.Run(cancellationToken);
        var values = Staged(_output);
        if (_output.ElementType != ElementType.Float32)
        {
            _output.Read(values);
        }

        var (scale, shift) = Format.Mapping();
        var (factor, offset) = (1 / scale, -shift / scale);
        var (pixel, channel) = Format.Strides(MadeHeight * MadeWidth);
        var line = new float[MadeWidth];
        for (var color = 0; color < 3; color++)
        {
            var at = Format.ChannelOf(color) * channel;
            for (var y = 0; y < MadeHeight; y++, at += pixel * MadeWidth)
            {
                if (pixel == 1)
                {
                    Spans.Map(values.Slice(at, MadeWidth), line, factor, offset);
                }
                else
                {
                    for (var x = 0; x < line.Length; x++)
                    {
                        line[x] = values[at + x * pixel] * factor + offset;
                    }
                }

                take(color, y, line);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _binding.Dispose();
        _input.Dispose();
        _output.Dispose();
    }

    /// <summary>The tensor's own numbers, or room for them where they are of another type.</summary>
    private Span<float> Staged(Tensor tensor) =>
        tensor.ElementType == ElementType.Float32 ? tensor.Data<float>() : _others.AsSpan(0, tensor.Count);

    private static ModelInvalidException NotAlike(
        OnnxSession session,
        int height,
        int width,
        IEnumerable<long> shape
    ) =>
        new(
            $"Model '{session.Path}' makes [{string.Join(", ", shape)}] of {height} rows and {width} columns; both sides must be kept, or be the same multiple"
        );
}
