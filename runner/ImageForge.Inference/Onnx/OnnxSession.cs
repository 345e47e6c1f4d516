using ImageForge.Inference.Errors;
using Microsoft.Extensions.Logging;

namespace ImageForge.Inference.Onnx;

/// <summary>A model, opened. Safe to run from many threads at once.</summary>
public sealed unsafe partial class OnnxSession : IDisposable
{
    private readonly OrtHandle _session;
    private readonly Lock _gate = new();
    private readonly Stack<RunControl> _controls = [];
    private bool _disposed;

    private OnnxSession(OnnxRuntime runtime, OrtHandle session, string path, ProviderReport provider)
    {
        (Runtime, _session, Path, Appended) = (runtime, session, path, provider.Provider);
        using OrtHandle.Use use = session.Open();
        TensorInfo[] inputs = runtime.Api.Describe(use.Value, outputs: false);
        TensorInfo[] outputs = runtime.Api.Describe(use.Value, outputs: true);
        (Inputs, InputPorts) = (inputs, new Ports(path, "input", inputs));
        (Outputs, OutputPorts) = (outputs, new Ports(path, "output", outputs));
        if (
            provider.Provider != ExecutionProvider.Cpu
            && !runtime.Api.UsesDevice(use.Value, inputs.Length, outputs.Length)
        )
        {
            // A provider that takes none of a model's nodes leaves them to the processor, and says nothing.
            StaysOnProcessor(runtime.Logger, path, provider.Provider);
            provider = runtime.Provider(ProviderChoice.Cpu);
        }

        Provider = provider;
    }

    /// <summary>The model's file.</summary>
    public string Path { get; }

    /// <summary>What the model takes.</summary>
    public IReadOnlyList<TensorInfo> Inputs { get; }

    /// <summary>What the model gives.</summary>
    public IReadOnlyList<TensorInfo> Outputs { get; }

    /// <summary>What it runs on: the processor where the provider that was chosen takes nothing of this model.</summary>
    public ProviderReport Provider { get; }

    internal OnnxRuntime Runtime { get; }

    /// <summary>The provider that it was opened with, which takes part in each run even if it takes nothing of the model.</summary>
    internal ExecutionProvider Appended { get; }

    internal Ports InputPorts { get; }

    internal Ports OutputPorts { get; }

    internal OrtHandle Handle => _session;

    /// <summary>Opens the model of a file, with the files that it refers to beside it.</summary>
    /// <param name="runtime">The library.</param>
    /// <param name="path">The model's file.</param>
    /// <param name="settings">How it is run.</param>
    /// <param name="cancellationToken">Stops the opening, which takes long for a large model.</param>
    /// <exception cref="ModelInvalidException">The file is not there, is no model, or refers to one that is not there.</exception>
    /// <exception cref="ProviderUnavailableException">The provider that was asked for does not run here.</exception>
    /// <exception cref="DeviceMemoryException">The model does not fit.</exception>
    /// <exception cref="ProviderFailedException">The device failed.</exception>
    public static OnnxSession Open(
        OnnxRuntime runtime,
        string path,
        SessionSettings settings,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(runtime);
        ArgumentNullException.ThrowIfNull(settings);
        if (!File.Exists(path))
        {
            throw new ModelInvalidException(
                Directory.Exists(path)
                    ? $"Model '{path}' is a folder, and one .onnx file is needed."
                    : $"Model '{path}' is not there."
            );
        }

        ProviderReport provider = runtime.Provider(settings.Provider);
        OrtHandle session = SessionOpening.Open(runtime, path, settings, provider, cancellationToken);
        try
        {
            return new OnnxSession(runtime, session, path, provider);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>Runs the model once.</summary>
    /// <param name="inputs">A tensor for each input.</param>
    /// <param name="outputs">A tensor for each output that is wanted, of the shape that it will have; it is overwritten.</param>
    /// <param name="cancellationToken">Stops the run between two nodes of the graph.</param>
    /// <exception cref="ModelInvalidException">The model has no such input or output, takes another, or fails at this one.</exception>
    /// <exception cref="DeviceMemoryException">Memory was short.</exception>
    /// <exception cref="ProviderFailedException">The device failed.</exception>
    public void Run(
        ReadOnlySpan<NamedTensor> inputs,
        ReadOnlySpan<NamedTensor> outputs,
        CancellationToken cancellationToken = default
    )
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        InputPorts.RequireAll(inputs);
        byte** inputNames = stackalloc byte*[inputs.Length];
        byte** outputNames = stackalloc byte*[outputs.Length];
        nint* inputValues = stackalloc nint[inputs.Length];
        nint* outputValues = stackalloc nint[outputs.Length];
        int inputsKept = 0;
        int outputsKept = 0;
        RunControl control = TakeControl();
        try
        {
            using OrtHandle.Use session = _session.Open();
            Keep(InputPorts, inputs, inputNames, inputValues, ref inputsKept);
            Keep(OutputPorts, outputs, outputNames, outputValues, ref outputsKept);
            using Lock.Scope gate = DeviceGate.Enter(Appended);
            using OrtHandle.Use options = control.Begin(cancellationToken);
            nint status = Runtime.Api.Run(
                session.Value,
                options.Value,
                inputNames,
                inputValues,
                inputs.Length,
                outputNames,
                outputValues,
                outputs.Length
            );
            Failures.CheckRun(this, status, cancellationToken);
        }
        finally
        {
            GiveUp(inputs, inputsKept);
            GiveUp(outputs, outputsKept);
            GiveControl(control);
        }
    }

    /// <summary>Runs the model once to see which shapes its outputs have for such inputs, where the model does not say it.</summary>
    /// <param name="inputs">A tensor for each input.</param>
    /// <param name="cancellationToken">Stops the run between two nodes of the graph.</param>
    /// <returns>One for each of <see cref="Outputs"/>.</returns>
    /// <exception cref="ModelInvalidException">The model has no such input, takes another, or fails at this one.</exception>
    public IReadOnlyList<long[]> OutputShapes(
        ReadOnlySpan<NamedTensor> inputs,
        CancellationToken cancellationToken = default
    )
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        InputPorts.RequireAll(inputs);
        byte** inputNames = stackalloc byte*[inputs.Length];
        nint* inputValues = stackalloc nint[inputs.Length];
        byte** outputNames = stackalloc byte*[Outputs.Count];
        nint* made = stackalloc nint[Outputs.Count];
        for (int i = 0; i < Outputs.Count; i++)
        {
            outputNames[i] = OutputPorts.Name(i);
            made[i] = 0;
        }

        int kept = 0;
        RunControl control = TakeControl();
        try
        {
            using OrtHandle.Use session = _session.Open();
            Keep(InputPorts, inputs, inputNames, inputValues, ref kept);
            using Lock.Scope gate = DeviceGate.Enter(Appended);
            using OrtHandle.Use options = control.Begin(cancellationToken);
            nint status = Runtime.Api.Run(
                session.Value,
                options.Value,
                inputNames,
                inputValues,
                inputs.Length,
                outputNames,
                made,
                Outputs.Count
            );
            Failures.CheckRun(this, status, cancellationToken);
            long[][] shapes = new long[Outputs.Count][];
            for (int i = 0; i < shapes.Length; i++)
            {
                shapes[i] = Runtime.Api.ShapeOf(made[i]);
            }

            return shapes;
        }
        finally
        {
            for (int i = 0; i < Outputs.Count; i++)
            {
                if (made[i] != 0)
                {
                    Runtime.Api.Release(OrtIndex.ReleaseValue, made[i]);
                }
            }

            GiveUp(inputs, kept);
            GiveControl(control);
        }
    }

    /// <summary>A list of tensors to be run with again and again.</summary>
    public RunBinding Bind() => new(this);

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_disposed)
            {
                return;
            }

            _disposed = true;
            while (_controls.TryPop(out RunControl? control))
            {
                control.Dispose();
            }
        }

        _session.Dispose();
    }

    private static void Keep(Ports ports, ReadOnlySpan<NamedTensor> tensors, byte** names, nint* values, ref int kept)
    {
        foreach (NamedTensor named in tensors)
        {
            names[kept] = ports.Accept(named.Name, named.Tensor);
            bool added = false;
            named.Tensor.Value.DangerousAddRef(ref added);
            values[kept] = named.Tensor.Value.DangerousGetHandle();
            kept++;
        }
    }

    private static void GiveUp(ReadOnlySpan<NamedTensor> tensors, int kept)
    {
        foreach (NamedTensor named in tensors[..kept])
        {
            named.Tensor.Value.DangerousRelease();
        }
    }

    [LoggerMessage(103, LogLevel.Warning, "Model {Model} runs on the processor: {Provider} takes no part of it")]
    private static partial void StaysOnProcessor(ILogger logger, string model, ExecutionProvider provider);

    private RunControl TakeControl()
    {
        lock (_gate)
        {
            if (_controls.TryPop(out RunControl? control))
            {
                return control;
            }
        }

        return new RunControl(Runtime);
    }

    private void GiveControl(RunControl control)
    {
        lock (_gate)
        {
            if (!_disposed)
            {
                _controls.Push(control);
                return;
            }
        }

        control.Dispose();
    }
}
