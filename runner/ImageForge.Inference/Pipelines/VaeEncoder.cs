using ImageForge.Imaging.Pixels;
using ImageForge.Inference.Errors;
using ImageForge.Inference.Onnx;
using ImageForge.Inference.Pipelines.Configs;

namespace ImageForge.Inference.Pipelines;

/// <summary>Turns pictures into latents.</summary>
internal sealed class VaeEncoder : IDisposable
{
    // Limits that diffusers puts on the logarithm of a variance.
    private const float LeastLog = -30;
    private const float MostLog = 20;

    private readonly OnnxRuntime _runtime;
    private readonly OnnxSession _session;
    private readonly VaeConfig _config;

    private VaeEncoder(OnnxRuntime runtime, OnnxSession session, VaeConfig config) =>
        (_runtime, _session, _config) = (runtime, session, config);

    private Tiling Tiles
    {
        get
        {
            var side = _config.SampleSize ?? 512;
            return new Tiling(side, side / _config.Factor);
        }
    }

    /// <summary>Opens the component of a model folder.</summary>
    /// <exception cref="ModelInvalidException">The folder has no encoder.</exception>
    public static VaeEncoder Open(
        OnnxRuntime runtime,
        ModelFolder folder,
        SessionSettings settings,
        CancellationToken cancellationToken
    ) =>
        new(runtime, OnnxSession.Open(runtime, folder.Network("vae_encoder"), settings, cancellationToken), folder.Vae);

    /// <summary>Encodes a picture and draws from what the encoder says of it.</summary>
    /// <param name="planes">Planes of −1 to 1.</param>
    /// <param name="size">Their size.</param>
    /// <param name="noise">Unit normal noise of the latent's length.</param>
    /// <param name="latent">Filled, in the scale that latents are denoised in.</param>
    /// <param name="cancellationToken">Stops between two tiles, and within one.</param>
    public void Encode(
        float[] planes,
        PlaneSize size,
        ReadOnlySpan<float> noise,
        Span<float> latent,
        CancellationToken cancellationToken
    )
    {
        var parameters = Parameters(planes, size, cancellationToken);
        var draws = parameters.Length == 2 * latent.Length;
        for (var i = 0; i < latent.Length; i++)
        {
            var value = parameters[i];
            if (draws)
            {
                // Means first, then logarithms of variances. Exports of old draw by themselves and give the latent.
                var log = Math.Clamp(parameters[latent.Length + i], LeastLog, MostLog);
                value += StableMath.Exp(0.5f * log) * noise[i];
            }

            latent[i] = (value - (_config.ShiftFactor ?? 0)) * _config.ScalingFactor;
        }
    }

    /// <summary>What the network gives: means and logarithms of variances, or the latent itself.</summary>
    internal float[] Parameters(float[] planes, PlaneSize size, CancellationToken cancellationToken)
    {
        var whole = new Tile(size, planes);
        if (size.Area <= VaeDecoder.MostPixelsAtOnce || !Tiles.Divides(size))
        {
            return Run(whole, cancellationToken).Values;
        }

        return ParametersTiled(planes, size, cancellationToken);
    }

    /// <summary>The same in tiles.</summary>
    internal float[] ParametersTiled(float[] planes, PlaneSize size, CancellationToken cancellationToken)
    {
        var output = new PlaneSize(Channels, size.Height / _config.Factor, size.Width / _config.Factor);
        var parameters = new float[output.Length];
        Tiles.Run(planes, size, parameters, output, tile => Run(tile, cancellationToken));
        return parameters;
    }

    /// <inheritdoc/>
    public void Dispose() => _session.Dispose();

    private int Channels =>
        _session.Outputs[0].Shape is [_, > 0 and var channels, ..] ? (int)channels : 2 * _config.LatentChannels;

    private Tile Run(Tile picture, CancellationToken cancellationToken)
    {
        var (input, output) = (_session.Inputs[0], _session.Outputs[0]);
        var (channels, height, width) = picture.Size;
        var latent = new PlaneSize(Channels, height / _config.Factor, width / _config.Factor);
        using var from = Tensor.Create(_runtime, input.ElementType, 1, channels, height, width);
        using var to = Tensor.Create(_runtime, output.ElementType, 1, latent.Channels, latent.Height, latent.Width);
        from.Write(picture.Values);
        _session.Run([new(input.Name, from)], [new(output.Name, to)], cancellationToken);
        var values = new float[latent.Length];
        to.Read(values);
        return new(latent, values);
    }
}
