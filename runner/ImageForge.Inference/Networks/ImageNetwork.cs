using ImageForge.Inference.Errors;
using ImageForge.Inference.Onnx;
using ImageForge.Inference.Pipelines;

namespace ImageForge.Inference.Networks;

/// <summary>
/// A network from one picture to one picture: style transfer, upscaling. Pictures that it does not take whole go through in
/// tiles, which are faded into each other. For one picture at a time.
/// </summary>
public sealed class ImageNetwork : IDisposable
{
    /// <summary>Side of a tile for networks that take any size; below this, pictures go through whole.</summary>
    public const int FreeTile = 1024;

    private const int ProbeSide = 64;

    private readonly OnnxRuntime _runtime;
    private readonly OnnxSession _session;
    private readonly NetworkSpec _format;
    private readonly TensorInfo _input;
    private readonly TensorInfo _output;
    private readonly int _freeTile;

    private ImageNetwork(OnnxRuntime runtime, OnnxSession session, NetworkSpec format, int freeTile)
    {
        (_runtime, _session, _format, _freeTile) = (runtime, session, format, freeTile);
        (_input, _output) = (Only(session.Inputs, "input"), Only(session.Outputs, "output"));
        Size = SizeOf(_input);
        SizeOf(_output);
    }

    /// <summary>What it runs on.</summary>
    public ProviderReport Provider => _session.Provider;

    /// <summary>How many times larger it makes pictures along a side.</summary>
    public int Scale { get; private set; }

    /// <summary>The only height and width that it takes; 0 where any will do.</summary>
    internal (int Height, int Width) Size { get; }

    /// <summary>Loads a network.</summary>
    /// <param name="runtime">The library.</param>
    /// <param name="path">The file.</param>
    /// <param name="format">How it takes and gives pictures.</param>
    /// <param name="settings">How it is run.</param>
    /// <param name="cancellationToken">Stops loading.</param>
    /// <exception cref="ModelInvalidException">It is no network from one picture to one picture of that format.</exception>
    public static ImageNetwork Open(
        OnnxRuntime runtime,
        string path,
        NetworkSpec format,
        SessionSettings settings,
        CancellationToken cancellationToken = default
    ) => Open(runtime, path, format, settings, FreeTile, cancellationToken);

    internal static ImageNetwork Open(
        OnnxRuntime runtime,
        string path,
        NetworkSpec format,
        SessionSettings settings,
        int freeTile,
        CancellationToken cancellationToken = default
    )
    {
        var session = OnnxSession.Open(runtime, path, settings, cancellationToken);
        try
        {
            var network = new ImageNetwork(runtime, session, format, freeTile);
            network.Scale = network.FindScale(cancellationToken);
            return network;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>Puts a picture through.</summary>
    /// <param name="picture">Any size.</param>
    /// <param name="progress">Is told the tiles that are done.</param>
    /// <param name="cancellationToken">Stops between two nodes of the network.</param>
    /// <returns>A picture of the same size, or of a multiple where the network enlarges; values are clipped to 0 to 1.</returns>
    /// <exception cref="NumericalException">The network gives what is not finite.</exception>
    /// <exception cref="OutputRangeException">What it gives is not of the declared range.</exception>
    public PlanarImage Run(
        PlanarImage picture,
        IProgress<DiffusionStep>? progress = null,
        CancellationToken cancellationToken = default
    )
    {
        var tileHeight = Size.Height > 0 ? Size.Height : Math.Min(_freeTile, picture.Height);
        var tileWidth = Size.Width > 0 ? Size.Width : Math.Min(_freeTile, picture.Width);
        var padded = Mirror.Pad(picture, Math.Max(tileWidth, picture.Width), Math.Max(tileHeight, picture.Height));
        using var run = NetworkRun.Create(_runtime, _session, _format, tileHeight, tileWidth, cancellationToken);
        var whole = new TiledRun(run, padded).Make(progress, cancellationToken);
        return Mirror.Crop(whole, picture.Width * run.Scale, picture.Height * run.Scale);
    }

    /// <inheritdoc/>
    public void Dispose() => _session.Dispose();

    private int FindScale(CancellationToken cancellationToken)
    {
        var (height, width) = (Size.Height > 0 ? Size.Height : ProbeSide, Size.Width > 0 ? Size.Width : ProbeSide);
        using var probe = NetworkRun.Create(_runtime, _session, _format, height, width, cancellationToken);
        return probe.Scale;
    }

    private TensorInfo Only(IReadOnlyList<TensorInfo> ports, string kind) =>
        ports.Count == 1
            ? ports[0]
            : throw new ModelInvalidException(
                $"Model '{_session.Path}' has {ports.Count} {kind}s ({string.Join(", ", ports.Select(p => p.Name))}); a network from picture to picture has one"
            );

    private (int Height, int Width) SizeOf(TensorInfo port) =>
        _format.SizeIn(port.Shape)
        ?? throw new ModelInvalidException(
            $"Model '{_session.Path}': '{port.Name}' is {port.Description}, which is not an image of three channels in the layout {_format.Layout.ToString().ToUpperInvariant()}"
        );
}

/// <summary>How a network takes pictures and gives them; its file does not say.</summary>
internal static class NetworkFormat
{
    private const int LeastSide = 8;

    /// <summary>What 0 to 1 is multiplied by, and then added to.</summary>
    public static (float Scale, float Offset) Mapping(this NetworkSpec format) =>
        format.Range switch
        {
            NetworkRange.Unit => (1, 0),
            NetworkRange.Signed => (2, -1),
            _ => (255, 0),
        };

    /// <summary>The shape of one picture.</summary>
    public static long[] Shape(this NetworkSpec format, int height, int width) =>
        format.Layout == NetworkLayout.Nchw ? [1, 3, height, width] : [1, height, width, 3];

    /// <summary>Height and width in a shape, 0 where any will do; null where it is no picture of three channels.</summary>
    public static (int Height, int Width)? SizeIn(this NetworkSpec format, IReadOnlyList<long> shape)
    {
        if (shape.Count != 4)
        {
            return null;
        }

        var (channels, height, width) =
            format.Layout == NetworkLayout.Nchw ? (shape[1], shape[2], shape[3]) : (shape[3], shape[1], shape[2]);
        return channels is 3 or < 0 && shape[0] is 1 or < 0 && IsSide(height) && IsSide(width)
            ? ((int)Math.Max(0, height), (int)Math.Max(0, width))
            : null;
    }

    /// <summary>Whether it may be a picture's side: any, or more than there are channels in the other layout.</summary>
    private static bool IsSide(long size) => size is < 0 or >= LeastSide;

    /// <summary>Distance from a channel's first value to its next, and from one channel to the next.</summary>
    public static (int Pixel, int Channel) Strides(this NetworkSpec format, int area) =>
        format.Layout == NetworkLayout.Nchw ? (1, area) : (3, 1);

    /// <summary>Where the network has a colour: 0 is red, 2 is blue.</summary>
    public static int ChannelOf(this NetworkSpec format, int color) =>
        format.Channels == NetworkChannels.Rgb ? color : 2 - color;
}
