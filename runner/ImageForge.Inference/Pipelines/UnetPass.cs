using ImageForge.Inference.Errors;
using ImageForge.Inference.Onnx;

namespace ImageForge.Inference.Pipelines;

/// <summary>
/// A UNet with all that does not change from step to step bound to it: texts and sizes go to the device once, and a step moves
/// the latents and the timestep only.
/// </summary>
internal sealed class UnetPass : IDisposable
{
    private readonly Unet _unet;
    private readonly RunBinding _binding;
    private readonly ControlPass[] _controls;
    private readonly List<Tensor> _tensors = [];
    private readonly List<(Tensor Into, float[] Sum, float[] Part)> _sums = [];
    private readonly Tensor _sample;
    private readonly Tensor _output;
    private readonly TimestepTensor _timestep;
    private readonly PlaneSize _latent;
    private readonly int _channels;

    /// <summary>Binds a batch.</summary>
    /// <param name="unet">The network.</param>
    /// <param name="latent">Size of a latent.</param>
    /// <param name="channels">Channels of the network's sample, those of the latent first.</param>
    /// <param name="conditions">For each row what it is told.</param>
    /// <param name="guidance">The guidance scale, for networks that take it.</param>
    /// <param name="controls">What steers it; owned by this from now on.</param>
    public UnetPass(
        Unet unet,
        PlaneSize latent,
        int channels,
        IReadOnlyList<Conditioning> conditions,
        float guidance,
        IReadOnlyList<ControlPass> controls
    )
    {
        (_unet, _latent, _channels, _controls) = (unet, latent, channels, [.. controls]);
        Rows = conditions.Count;
        _binding = unet.Session.Bind();
        try
        {
            var input = Require(Unet.Sample);
            _sample = Keep(Tensor.Create(unet.Runtime, input.ElementType, Rows, channels, latent.Height, latent.Width));
            var out0 = unet.Session.Outputs[0];
            _output = Keep(
                Tensor.Create(unet.Runtime, out0.ElementType, Rows, latent.Channels, latent.Height, latent.Width)
            );
            _timestep = new TimestepTensor(unet.Runtime, Require(Unet.Timestep), Rows);
            _binding.Input(Unet.Sample, _sample);
            _binding.Input(Unet.Timestep, _timestep.Tensor);
            BindConditions(conditions, guidance);
            BindControls();
            _binding.Output(out0.Name, _output);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Rows of the batch.</summary>
    public int Rows { get; }

    /// <summary>Sets the channels behind those of the latent, which stay the same in all steps.</summary>
    public void SetExtraChannels(int row, ReadOnlySpan<float> planes) =>
        _sample.Write(planes, row * _channels * _latent.Area + _latent.Length);

    /// <summary>Predicts.</summary>
    /// <param name="latents">One or more latents; rows repeat them in turn.</param>
    /// <param name="at">The timestep.</param>
    /// <param name="cancellationToken">Stops between two nodes.</param>
    public void Run(ReadOnlySpan<float> latents, float at, CancellationToken cancellationToken)
    {
        foreach (var control in _controls)
        {
            control.Run(latents, at, cancellationToken);
        }

        AddUp();
        for (var row = 0; row < Rows; row++)
        {
            var from = row * _latent.Length % latents.Length;
            _sample.Write(latents.Slice(from, _latent.Length), row * _channels * _latent.Area);
        }

        _timestep.Set(at);
        _binding.Run(cancellationToken);
    }

    /// <summary>Predicts again from what was given last.</summary>
    internal void RunBare(CancellationToken cancellationToken) => _binding.Run(cancellationToken);

    /// <summary>Reads what was predicted, from a row on, as many rows as there is room for.</summary>
    public void Read(int firstRow, Span<float> into) => _output.Read(into, firstRow * _latent.Length);

    /// <inheritdoc/>
    public void Dispose()
    {
        _binding.Dispose();
        _timestep?.Dispose();
        foreach (var control in _controls)
        {
            control.Dispose();
        }

        foreach (var tensor in _tensors)
        {
            tensor.Dispose();
        }
    }

    private void BindConditions(IReadOnlyList<Conditioning> conditions, float guidance)
    {
        ConditionTensors.Bind(_unet.Find, conditions, Constant);
        if (_unet.Find(Unet.Scale) is { } scale)
        {
            var width = scale.Shape is [_, > 0 and var declared]
                ? declared
                : throw new ModelInvalidException(
                    $"Model '{_unet.Session.Path}': input '{Unet.Scale}' is {scale.Description}, which does not say how wide it is."
                );
            var embedding = new float[width];
            GuidanceScaleEmbedding.Write(guidance, embedding);
            Constant(
                Unet.Scale,
                [Rows, width],
                t =>
                {
                    for (var row = 0; row < Rows; row++)
                    {
                        t.Write(embedding, row * embedding.Length);
                    }
                }
            );
        }
    }

    private void BindControls()
    {
        var inputs = _unet.Session.Inputs.Where(i => ControlPorts.IsResidual(i.Name)).ToArray();
        if (inputs.Length > 0 != _controls.Length > 0 || _controls.Any(c => c.Residuals.Count != inputs.Length))
        {
            throw new ModelInvalidException(
                $"Model '{_unet.Session.Path}' takes {inputs.Length} residuals of ControlNets, and {(_controls.Length == 0 ? "no ControlNet is asked for" : $"{_controls[0].Residuals.Count} are given")}; a UNet exported for ControlNets is needed to use them, and only then."
            );
        }

        for (var i = 0; i < inputs.Length; i++)
        {
            var residual = _controls[0].Residuals[i];
            if (inputs[i].ElementType != residual.ElementType || NeedsSum)
            {
                residual = Keep(Tensor.Create(_unet.Runtime, inputs[i].ElementType, residual.Shape));
                _sums.Add((residual, new float[residual.Count], new float[residual.Count]));
            }

            _binding.Input(inputs[i].Name, residual);
        }
    }

    private bool NeedsSum => _controls.Length > 1 || _controls.Any(c => c.Factor != 1);

    private void AddUp()
    {
        for (var i = 0; i < _sums.Count; i++)
        {
            var (into, sum, part) = _sums[i];
            Array.Clear(sum);
            foreach (var control in _controls)
            {
                control.Residuals[i].Read(part);
                for (var k = 0; k < sum.Length; k++)
                {
                    sum[k] += control.Factor * part[k];
                }
            }

            into.Write(sum);
        }
    }

    private Tensor Constant(string name, ReadOnlySpan<long> shape, Action<Tensor> fill)
    {
        var tensor = Keep(Tensor.Create(_unet.Runtime, Require(name).ElementType, shape));
        fill(tensor);
        _binding.Constant(name, tensor);
        return tensor;
    }

    private TensorInfo Require(string input) =>
        _unet.Find(input)
        ?? throw new ModelInvalidException(
            $"Model '{_unet.Session.Path}' has no input '{input}'; it has {string.Join(", ", _unet.Session.Inputs.Select(i => i.Name))}."
        );

    private Tensor Keep(Tensor tensor)
    {
        _tensors.Add(tensor);
        return tensor;
    }
}
