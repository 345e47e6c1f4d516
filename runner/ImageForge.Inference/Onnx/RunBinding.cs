using ImageForge.Inference.Errors;

namespace ImageForge.Inference.Onnx;

/// <summary>
/// Tensors bound to a model's inputs and outputs, for runs that follow one another: a run after the first allocates nothing.
/// Bound tensors may be disposed of before this, which keeps their memory. Use from one thread at a time.
/// </summary>
public sealed unsafe class RunBinding : IDisposable
{
    private readonly OnnxSession _session;
    private readonly OrtApi _api;
    private readonly OrtHandle _binding;
    private readonly RunControl _control;

    // One for each of the model's inputs, then outputs; null where nothing is bound yet.
    private readonly OrtHandle?[] _inputs;
    private readonly OrtHandle?[] _outputs;

    // Inputs that are read again by each run.
    private readonly bool[] _changing;
    private bool _complete;

    internal RunBinding(OnnxSession session)
    {
        _session = session;
        _api = session.Runtime.Api;
        using OrtHandle.Use use = session.Handle.Open();
        using Lock.Scope gate = DeviceGate.Enter(session.Appended);
        _binding = new OrtHandle(
            _api,
            OrtIndex.ReleaseIoBinding,
            _api.CreateBinding(use.Value),
            session.Handle,
            provider: session.Appended
        );
        _control = new RunControl(session.Runtime);
        _inputs = new OrtHandle?[session.InputPorts.Count];
        _outputs = new OrtHandle?[session.OutputPorts.Count];
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
        byte* text = _session.OutputPorts.Accept(name, tensor);
        int index = _session.OutputPorts.IndexOf(name);
        using OrtHandle.Use binding = _binding.Open();
        using OrtHandle.Use value = tensor.Value.Open();
        using Lock.Scope gate = DeviceGate.Enter(_session.Appended);
        Failures.CheckRun(_session, _api.BindOutput(binding.Value, text, value.Value), CancellationToken.None);
        Replace(ref _outputs[index], tensor.Value);
    }

    /// <summary>Runs the model with what is bound.</summary>
    /// <param name="cancellationToken">Stops the run between two nodes of the graph.</param>
    /// <exception cref="ModelInvalidException">An input is not bound, or the model fails at what is.</exception>
    /// <exception cref="DeviceMemoryException">Memory was short.</exception>
    /// <exception cref="ProviderFailedException">The device failed.</exception>
    public void Run(CancellationToken cancellationToken = default)
    {
        using OrtHandle.Use session = _session.Handle.Open();
        using OrtHandle.Use binding = _binding.Open();
        using Lock.Scope gate = DeviceGate.Enter(_session.Appended);
        using OrtHandle.Use options = _control.Begin(cancellationToken);
        Prepare(binding.Value);
        nint status = _api.Run(session.Value, options.Value, binding.Value);
        Failures.CheckRun(_session, status, cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_binding.IsClosed)
        {
            return;
        }

        _binding.Dispose();
        _control.Dispose();
        GiveUp(_inputs);
        GiveUp(_outputs);
    }

    private void BindInput(string name, Tensor tensor, bool changing)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        _session.InputPorts.Accept(name, tensor);
        int index = _session.InputPorts.IndexOf(name);
        using OrtHandle.Use binding = _binding.Open();
        using OrtHandle.Use value = tensor.Value.Open();
        using Lock.Scope gate = DeviceGate.Enter(_session.Appended);
        Send(binding.Value, index, value.Value);
        Replace(ref _inputs[index], tensor.Value);
        _changing[index] = changing;
    }

    private void Send(nint binding, int index, nint value) =>
        Failures.CheckRun(
            _session,
            _api.BindInput(binding, _session.InputPorts.Name(index), value),
            CancellationToken.None
        );

    // Binding copies to the device. On the processor it does not: there the run reads the tensor itself.
    private void Prepare(nint binding)
    {
        bool copies = _session.Provider.Provider != ExecutionProvider.Cpu;
        if (_complete && !copies)
        {
            return;
        }

        for (int i = 0; i < _inputs.Length; i++)
        {
            OrtHandle tensor = _inputs[i] ?? throw _session.InputPorts.Missing(i);
            if (copies && _changing[i])
            {
                Send(binding, i, tensor.DangerousGetHandle());
            }
        }

        _complete = true;
    }

    private static void Replace(ref OrtHandle? place, OrtHandle tensor)
    {
        bool kept = false;
        tensor.DangerousAddRef(ref kept);
        place?.DangerousRelease();
        place = tensor;
    }

    private static void GiveUp(OrtHandle?[] places)
    {
        foreach (OrtHandle? tensor in places)
        {
            tensor?.DangerousRelease();
        }
    }
}
