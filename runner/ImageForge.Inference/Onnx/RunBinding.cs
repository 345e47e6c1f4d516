using ImageForge.Inference.Errors;

namespace ImageForge.Inference.Onnx;

/// <summary>
/// Tensors bound to a model's inputs and outputs, for runs that follow one another: a run after the first allocates nothing, but for the names of
/// the inputs that it sends to a device. Bound tensors may be disposed of before this, which keeps their memory. Use from one thread
/// at a time.
/// </summary>
public sealed class RunBinding : IDisposable
{
    private readonly OnnxSession _session;
    private readonly BoundRun _run;

    // One for each of the model's inputs, then outputs; null where nothing is bound yet.
    private readonly Shared<TensorMemory>?[] _inputs;
    private readonly Shared<TensorMemory>?[] _outputs;

    // Inputs that are read again by each run.
    private readonly bool[] _changing;
    private bool _complete;
    private bool _disposed;

    internal RunBinding(OnnxSession session)
    {
        (_session, _run) = (session, new BoundRun(session));
        _inputs = new Shared<TensorMemory>?[session.InputPorts.Count];
        _outputs = new Shared<TensorMemory>?[session.OutputPorts.Count];
        _changing = new bool[_inputs.Length];
    }

    /// <summary>Binds an input whose elements are read by each run as they are then.</summary>
    /// <exception cref="ModelInvalidException">The model has no such input, or takes another type or shape.</exception>
    public void Input(string name, Tensor tensor) => BindInput(name, tensor, changing: true);

    /// <summary>
    /// Binds an input whose elements stay as they are now: it goes to the device once. To change it, bind it again.
    /// </summary>
    /// <exception cref="ModelInvalidException">The model has no such input, or takes another type or shape.</exception>
    public void Constant(string name, Tensor tensor) => BindInput(name, tensor, changing: false);

    /// <summary>Binds an output to a tensor of the shape that it will have, which each run overwrites.</summary>
    /// <exception cref="ModelInvalidException">The model has no such output, or gives another type or shape.</exception>
    public void Output(string name, Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        int index = _session.OutputPorts.Accept(name, tensor);
        tensor.Memory.AddUser();
        try
        {
            _run.Output(index, tensor.Memory.Value);
        }
        catch
        {
            tensor.Memory.DangerousRelease();
            throw;
        }

        Replace(ref _outputs[index], tensor.Memory);
    }

    /// <summary>Runs the model with what is bound.</summary>
    /// <param name="cancellationToken">Stops the run between two nodes of the graph.</param>
    /// <exception cref="ModelInvalidException">An input is not bound, or the model fails at what is.</exception>
    /// <exception cref="DeviceMemoryException">Memory was short.</exception>
    /// <exception cref="ProviderFailedException">The device failed.</exception>
    public void Run(CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        cancellationToken.ThrowIfCancellationRequested();
        using Lock.Scope gate = DeviceGate.Enter(_session.Appended);
        Prepare();
        _run.Run(cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        _run.Dispose();
        Release(_inputs);
        Release(_outputs);
    }

    private void BindInput(string name, Tensor tensor, bool changing)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        int index = _session.InputPorts.Accept(name, tensor);
        tensor.Memory.AddUser();
        try
        {
            _run.Input(index, tensor.Memory.Value);
        }
        catch
        {
            tensor.Memory.DangerousRelease();
            throw;
        }

        Replace(ref _inputs[index], tensor.Memory);
        _changing[index] = changing;
    }

    // Binding copies to the device. On the processor it does not: there the run reads the tensor itself.
    private void Prepare()
    {
        if (_complete && !_run.CopiesInputs)
        {
            return;
        }

        for (int i = 0; i < _inputs.Length; i++)
        {
            Shared<TensorMemory> tensor = _inputs[i] ?? throw _session.InputPorts.Missing(i);
            if (_run.CopiesInputs && _changing[i])
            {
                _run.Input(i, tensor.Value);
            }
        }

        _complete = true;
    }

    private static void Replace(ref Shared<TensorMemory>? place, Shared<TensorMemory> tensor)
    {
        place?.DangerousRelease();
        place = tensor;
    }

    private static void Release(Shared<TensorMemory>?[] places)
    {
        foreach (Shared<TensorMemory>? tensor in places)
        {
            tensor?.DangerousRelease();
        }
    }
}
