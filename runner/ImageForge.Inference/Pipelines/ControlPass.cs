using ImageForge.Inference.Errors;
using ImageForge.Inference.Onnx;

namespace ImageForge.Inference.Pipelines;

/// <summary>A ControlNet with its map and texts bound to it.</summary>
internal sealed class ControlPass : IDisposable
{
    private readonly RunBinding _binding;
    private readonly List<Tensor> _tensors = [];
    private readonly Tensor _sample;
    private readonly TimestepTensor _timestep;
    private readonly PlaneSize _latent;
    private readonly int _rows;

    /// <summary>Binds one, and runs it once to see what it gives.</summary>
    /// <param name="net">The network.</param>
    /// <param name="latent">Size of a latent.</param>
    /// <param name="conditions">For each row what it is told.</param>
    /// <param name="map">What it looks at.</param>
    /// <param name="weight">How strongly it steers.</param>
    /// <param name="cancellationToken">Stops the run.</param>
    public ControlPass(
        ControlNet net,
        PlaneSize latent,
        IReadOnlyList<Conditioning> conditions,
        PlanarImage map,
        float weight,
        CancellationToken cancellationToken
    )
    {
        (_latent, _rows) = (latent, conditions.Count);
        _binding = net.Session.Bind();
        try
        {
            var inputs = new List<NamedTensor>();
            Tensor Add(string name, ReadOnlySpan<long> shape, Action<Tensor> fill, bool changing = false)
            {
                var info =
                    net.Find(name)
                    ?? throw new ModelInvalidException($"Model '{net.Session.Path}' has no input '{name}'.");
                var tensor = Keep(Tensor.Create(net.Runtime, info.ElementType, shape));
                fill(tensor);
                Bind(name, tensor, changing);
                return tensor;
            }

            void Bind(string name, Tensor tensor, bool changing)
            {
                inputs.Add(new(name, tensor));
                if (changing)
                {
                    _binding.Input(name, tensor);
                }
                else
                {
                    _binding.Constant(name, tensor);
                }
            }

            _sample = Add(Unet.Sample, [_rows, latent.Channels, latent.Height, latent.Width], _ => { }, changing: true);
            _timestep = new TimestepTensor(net.Runtime, net.Find(Unet.Timestep)!, _rows);
            Bind(Unet.Timestep, _timestep.Tensor, changing: true);
            ConditionTensors.Bind(net.Find, conditions, (name, shape, fill) => Add(name, shape, fill));
            Add(
                ControlPorts.Map,
                [_rows, 3, map.Height, map.Width],
                t =>
                {
                    for (var row = 0; row < _rows; row++)
                    {
                        t.Write(map.Values, row * map.Values.Length);
                    }
                }
            );
            var scales = net.Find(ControlPorts.Scale);
            if (scales is not null)
            {
                Add(ControlPorts.Scale, [.. scales.Shape.Select(s => Math.Max(1, s))], t => t.Fill(weight));
            }

            Factor = scales is null ? weight : 1;
            Residuals = BindOutputs(net, [.. inputs], cancellationToken);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>What it gives, in the order of the UNet's blocks.</summary>
    public IReadOnlyList<Tensor> Residuals { get; }

    /// <summary>What that is to be multiplied by: the weight, where the network does not take it itself.</summary>
    public float Factor { get; }

    /// <summary>Runs it.</summary>
    /// <param name="latents">One or more latents; rows repeat them in turn.</param>
    /// <param name="at">The timestep.</param>
    /// <param name="cancellationToken">Stops between two nodes.</param>
    public void Run(ReadOnlySpan<float> latents, float at, CancellationToken cancellationToken)
    {
        for (var row = 0; row < _rows; row++)
        {
            _sample.Write(latents.Slice(row * _latent.Length % latents.Length, _latent.Length), row * _latent.Length);
        }

        _timestep.Set(at);
        _binding.Run(cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _binding.Dispose();
        _timestep?.Dispose();
        foreach (var tensor in _tensors)
        {
            tensor.Dispose();
        }
    }

    private List<Tensor> BindOutputs(ControlNet net, NamedTensor[] inputs, CancellationToken cancellationToken)
    {
        var shapes = net.Session.OutputShapes(inputs, cancellationToken);
        var residuals = new List<Tensor>();
        for (var i = 0; i < shapes.Count; i++)
        {
            var info = net.Session.Outputs[i];
            var tensor = Keep(Tensor.Create(net.Runtime, info.ElementType, shapes[i]));
            _binding.Output(info.Name, tensor);
            residuals.Add(tensor);
        }

        return residuals;
    }

    private Tensor Keep(Tensor tensor)
    {
        _tensors.Add(tensor);
        return tensor;
    }
}

/// <summary>
/// How ControlNets and the UNets that listen to them are recognised. Exporters differ in names; all keep diffusers' order, down
/// blocks first and the middle last.
/// </summary>
internal static class ControlPorts
{
    public const string Map = "controlnet_cond";
    public const string Scale = "conditioning_scale";

    /// <summary>Whether a UNet's input takes what a ControlNet gives.</summary>
    public static bool IsResidual(string input) =>
        input.StartsWith("down_block", StringComparison.Ordinal)
        || input.StartsWith("mid_block", StringComparison.Ordinal);
}
