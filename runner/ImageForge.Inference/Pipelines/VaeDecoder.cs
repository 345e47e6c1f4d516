using ImageForge.Inference.Onnx;
using ImageForge.Inference.Pipelines.Configs;

namespace ImageForge.Inference.Pipelines;

/// <summary>Turns latents into pictures.</summary>
internal sealed class VaeDecoder : IDisposable
{
    /// <summary>Pictures with more pixels are decoded in tiles: beyond this, one pass takes more memory than most GPUs have.</summary>
    public const int MostPixelsAtOnce = 1024 * 1024;

    private const int SampleSize = 512;

    private readonly OnnxRuntime _runtime;
    private readonly OnnxSession _session;
    private readonly VaeConfig _config;

    private VaeDecoder(OnnxRuntime runtime, OnnxSession session, VaeConfig config) =>
        (_runtime, _session, _config) = (runtime, session, config);

    /// <summary>How a picture is divided that is too large.</summary>
    public Tiling Tiles
    {
        get
        {
            var side = _config.SampleSize ?? SampleSize;
            return new Tiling(side / _config.Factor, side);
        }
    }

    /// <summary>Opens the component of a model folder.</summary>
    public static VaeDecoder Open(
        OnnxRuntime runtime,
        ModelFolder folder,
        SessionSettings settings,
        CancellationToken cancellationToken
    ) =>
        new(runtime, OnnxSession.Open(runtime, folder.Network("vae_decoder"), settings, cancellationToken), folder.Vae);

    /// <summary>Decodes one latent as denoising leaves it.</summary>
    /// <param name="latent">The latent, in the scale that it is denoised in.</param>
    /// <param name="size">Its size.</param>
    /// <param name="cancellationToken">Stops between two tiles, and within one.</param>
    /// <returns>Planes of about −1 to 1.</returns>
    public float[] Decode(ReadOnlySpan<float> latent, PlaneSize size, CancellationToken cancellationToken)
    {
        var scaled = new float[latent.Length];
        for (var i = 0; i < scaled.Length; i++)
        {
            scaled[i] = latent[i] / _config.ScalingFactor + (_config.ShiftFactor ?? 0);
        }

        var picture = new PlaneSize(3, size.Height * _config.Factor, size.Width * _config.Factor);
        var whole = new Tile(size, scaled);
        if (picture.Area <= MostPixelsAtOnce || !Tiles.Divides(size))
        {
            return Run(whole, cancellationToken).Values;
        }

        return DecodeTiled(whole, picture, cancellationToken);
    }

    /// <summary>Decodes a scaled latent in tiles.</summary>
    internal float[] DecodeTiled(Tile latent, PlaneSize picture, CancellationToken cancellationToken)
    {
        var planes = new float[picture.Length];
        Tiles.Run(latent.Values, latent.Size, planes, picture, tile => Run(tile, cancellationToken));
        return planes;
    }

    /// <inheritdoc/>
    public void Dispose() => _session.Dispose();

    private Tile Run(Tile latent, CancellationToken cancellationToken)
    {
        var (input, output) = (_session.Inputs[0], _session.Outputs[0]);
        var (channels, height, width) = latent.Size;
        var picture = new PlaneSize(3, height * _config.Factor, width * _config.Factor);
        using var from = Tensor.Create(_runtime, input.ElementType, 1, channels, height, width);
        using var to = Tensor.Create(_runtime, output.ElementType, 1, 3, picture.Height, picture.Width);
        from.Write(latent.Values);
        _session.Run([new(input.Name, from)], [new(output.Name, to)], cancellationToken);
        var planes = new float[picture.Length];
        to.Read(planes);
        return new(picture, planes);
    }
}
