using ImageForge.Inference.Errors;
using Microsoft.Extensions.Logging;
using Microsoft.ML.OnnxRuntime;

namespace ImageForge.Inference.Onnx;

/// <summary>A model, opened. Safe to run from many threads at once.</summary>
public sealed partial class OnnxSession : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Stack<BoundRun> _runs = [];
    private bool _disposed;

    private OnnxSession(OnnxRuntime runtime, Shared<InferenceSession> session, string path, ProviderReport provider)
    {
        (Runtime, Handle, Path, Appended) = (runtime, session, path, provider.Provider);
        InferenceSession opened = session.Value;
        Inputs = TensorInfo.Of(opened.InputNames, opened.InputMetadata);
        Outputs = TensorInfo.Of(opened.OutputNames, opened.OutputMetadata);
        (InputPorts, OutputPorts) = (new Ports(path, "input", Inputs), new Ports(path, "output", Outputs));
        if (provider.Provider != ExecutionProvider.Cpu && !UsesDevice(opened))
        {
            // A provider that takes none of a model's nodes leaves them to the processor, and says nothing.
            StaysOnProcessor(runtime.Logger, path, provider.Provider);
            provider = runtime.Provider(ExecutionProvider.Cpu);
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

    internal Shared<InferenceSession> Handle { get; }

    /// <summary>Opens the model of a file, with the files that it refers to beside it.</summary>
    /// <param name="runtime">The library.</param>
    /// <param name="path">The model's file.</param>
    /// <param name="settings">How it is run.</param>
    /// <param name="cancellationToken">Stops the opening, which takes long for a large model.</param>
    /// <exception cref="ModelInvalidException">The file is not there, is no model, or refers to one that is not there.</exception>
    /// <exception cref="ProviderUnavailableException">The provider that was asked for is not available.</exception>
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
                    : $"Model '{path}' does not exist."
            );
        }

        ProviderReport provider = runtime.Provider(settings.Provider);
        Shared<InferenceSession> session = SessionOpening.Open(runtime, path, settings, provider, cancellationToken);
        try
        {
            return new OnnxSession(runtime, session, path, provider);
        }
        catch (Exception e)
        {
            session.Dispose();
            if (OrtFailure.Of(e) is { } failure)
            {
                throw Failures.ToException(failure);
            }

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
        int inputsKept = 0;
        int outputsKept = 0;
        BoundRun run = TakeRun();
        try
        {
            Keep(inputs, ref inputsKept);
            Keep(outputs, ref outputsKept);
            cancellationToken.ThrowIfCancellationRequested();
            using Lock.Scope gate = DeviceGate.Enter(Appended);
            foreach (NamedTensor input in inputs)
            {
                run.Input(InputPorts.Accept(input.Name, input.Tensor), input.Tensor.Memory.Value);
            }

            run.KeepOnly(outputs);
            foreach (NamedTensor output in outputs)
            {
                run.Output(OutputPorts.Accept(output.Name, output.Tensor), output.Tensor.Memory.Value);
            }

            run.Run(cancellationToken);
        }
        finally
        {
            run.ReleaseCopies();
            GiveUp(inputs, inputsKept);
            GiveUp(outputs, outputsKept);
            GiveRun(run);
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
        var names = new string[inputs.Length];
        var values = new OrtValue[inputs.Length];
        int kept = 0;
        Handle.AddUser();
        try
        {
            Keep(inputs, ref kept);
            for (int i = 0; i < names.Length; i++)
            {
                names[i] = InputPorts.Name(InputPorts.Accept(inputs[i].Name, inputs[i].Tensor));
                values[i] = inputs[i].Tensor.Memory.Value.Value;
            }

            return Shapes(names, values, cancellationToken);
        }
        finally
        {
            GiveUp(inputs, kept);
            Handle.DangerousRelease();
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
            while (_runs.TryPop(out BoundRun? run))
            {
                run.Dispose();
            }
        }

        Handle.Dispose();
    }

    private static void Keep(ReadOnlySpan<NamedTensor> tensors, ref int kept)
    {
        foreach (NamedTensor named in tensors)
        {
            named.Tensor.Memory.AddUser();
            kept++;
        }
    }

    private static void GiveUp(ReadOnlySpan<NamedTensor> tensors, int kept)
    {
        foreach (NamedTensor named in tensors[..kept])
        {
            named.Tensor.Memory.DangerousRelease();
        }
    }

    // Whether an input is read, or an output written, anywhere but in the processor's memory.
    private static bool UsesDevice(InferenceSession session)
    {
        const string Processor = "Cpu";
        using IDisposableReadOnlyCollection<OrtMemoryInfo> inputs = session.GetMemoryInfosForInputs();
        using IDisposableReadOnlyCollection<OrtMemoryInfo> outputs = session.GetMemoryInfosForOutputs();
        return inputs.Concat(outputs).Any(place => place.Name != Processor);
    }

    [LoggerMessage(103, LogLevel.Warning, "Model {Model} runs on the CPU: {Provider} supports none of its operators")]
    private static partial void StaysOnProcessor(ILogger logger, string model, ExecutionProvider provider);

    private long[][] Shapes(string[] names, OrtValue[] values, CancellationToken cancellationToken)
    {
        using Lock.Scope gate = DeviceGate.Enter(Appended);
        using var control = new RunControl();
        OrtFailure? failure = null;
        IDisposableReadOnlyCollection<OrtValue>? made = null;
        try
        {
            InferenceSession session = Handle.Value;
            made = session.Run(control.Begin(cancellationToken), names, values, session.OutputNames);
        }
        catch (Exception e) when (OrtFailure.Of(e) is { } refused)
        {
            failure = refused;
        }

        using (made)
        {
            Failures.CheckRun(this, failure, cancellationToken);
            return [.. made!.Select(value => value.GetTensorTypeAndShape().Shape)];
        }
    }

    private BoundRun TakeRun()
    {
        lock (_gate)
        {
            if (_runs.TryPop(out BoundRun? run))
            {
                return run;
            }
        }

        return new BoundRun(this);
    }

    private void GiveRun(BoundRun run)
    {
        lock (_gate)
        {
            if (!_disposed)
            {
                _runs.Push(run);
                return;
            }
        }

        run.Dispose();
    }
}
