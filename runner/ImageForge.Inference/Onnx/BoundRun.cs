using Microsoft.ML.OnnxRuntime;

namespace ImageForge.Inference.Onnx;

/// <summary>
/// A session with tensors bound to its inputs and outputs, to be run again and again. It keeps the session, and leaves it to others
/// to keep the tensors while they are run with. Use from one thread at a time.
/// </summary>
internal sealed class BoundRun : IDisposable
{
    private readonly OnnxSession _session;
    private readonly OrtIoBinding _binding;
    private readonly RunControl _control = new();

    // What was bound last. Only compared with, because binding allocates: it may be disposed of since.
    private readonly TensorMemory?[] _inputs;
    private readonly TensorMemory?[] _outputs;

    /// <exception cref="ObjectDisposedException">The session was disposed of.</exception>
    public BoundRun(OnnxSession session)
    {
        _session = session;
        _inputs = new TensorMemory?[session.InputPorts.Count];
        _outputs = new TensorMemory?[session.OutputPorts.Count];
        session.Handle.AddUser();
        try
        {
            using Lock.Scope gate = DeviceGate.Enter(session.Appended);
            _binding = session.Handle.Value.CreateIoBinding();
        }
        catch (Exception e)
        {
            session.Handle.DangerousRelease();
            if (OrtFailure.Of(e) is { } failure)
            {
                throw Failures.ToException(failure);
            }

            throw;
        }
    }

    /// <summary>Whether binding an input copies it to a device; else the run reads the tensor itself.</summary>
    public bool CopiesInputs => _session.Provider.Provider != ExecutionProvider.Cpu;

    /// <summary>Binds an input, or sends what it holds now to the device.</summary>
    public void Input(int index, TensorMemory tensor)
    {
        ObjectDisposedException.ThrowIf(_binding.IsClosed, this);
        if (_inputs[index] == tensor && !CopiesInputs)
        {
            return;
        }

        using Lock.Scope gate = DeviceGate.Enter(_session.Appended);
        OrtFailure? failure = null;
        try
        {
            _binding.BindInput(_session.InputPorts.Name(index), tensor.Value);
            _inputs[index] = tensor;
        }
        catch (Exception e) when (OrtFailure.Of(e) is { } refused)
        {
            failure = refused;
        }

        Failures.CheckRun(_session, failure, CancellationToken.None);
    }

    /// <summary>Binds an output.</summary>
    public void Output(int index, TensorMemory tensor)
    {
        ObjectDisposedException.ThrowIf(_binding.IsClosed, this);
        if (_outputs[index] == tensor)
        {
            return;
        }

        using Lock.Scope gate = DeviceGate.Enter(_session.Appended);
        OrtFailure? failure = null;
        try
        {
            _binding.BindOutput(_session.OutputPorts.Name(index), tensor.Value);
            _outputs[index] = tensor;
        }
        catch (Exception e) when (OrtFailure.Of(e) is { } refused)
        {
            failure = refused;
        }

        Failures.CheckRun(_session, failure, CancellationToken.None);
    }

    /// <summary>Removes all outputs where one is bound that is not among these.</summary>
    public void KeepOnly(ReadOnlySpan<NamedTensor> outputs)
    {
        for (int i = 0; i < _outputs.Length; i++)
        {
            if (_outputs[i] is not null && !_session.OutputPorts.IsGiven(i, outputs))
            {
                _binding.ClearBoundOutputs();
                Array.Clear(_outputs);
                return;
            }
        }
    }

    /// <summary>Frees the inputs' copies on the device, where there are any.</summary>
    public void ReleaseCopies()
    {
        if (CopiesInputs)
        {
            using Lock.Scope gate = DeviceGate.Enter(_session.Appended);
            _binding.ClearBoundInputs();
            Array.Clear(_inputs);
        }
    }

    /// <summary>Runs with what is bound.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public void Run(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_binding.IsClosed, this);
        using Lock.Scope gate = DeviceGate.Enter(_session.Appended);
        RunOptions options = _control.Begin(cancellationToken);
        OrtFailure? failure = null;
        try
        {
            _session.Handle.Value.RunWithBinding(options, _binding);
        }
        catch (Exception e) when (OrtFailure.Of(e) is { } refused)
        {
            failure = refused;
        }

        Failures.CheckRun(_session, failure, cancellationToken);
    }

    public void Dispose()
    {
        if (_binding.IsClosed)
        {
            return;
        }

        using (DeviceGate.Enter(_session.Appended))
        {
            _binding.Dispose();
        }

        _control.Dispose();
        _session.Handle.DangerousRelease();
    }
}
