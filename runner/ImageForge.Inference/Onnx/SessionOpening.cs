using ImageForge.Inference.Onnx.Models;
using Microsoft.Extensions.Logging;
using Microsoft.ML.OnnxRuntime;

namespace ImageForge.Inference.Onnx;

/// <summary>Opens models on a provider that is known to run.</summary>
internal static partial class SessionOpening
{
    /// <summary>WebGPU's option for the layout in which it keeps pictures: NHWC, its own choice, or NCHW.</summary>
    public const string Layout = "preferredLayout";

    public static Shared<InferenceSession> Open(
        OnnxRuntime runtime,
        string path,
        SessionSettings settings,
        ProviderReport provider,
        CancellationToken cancellationToken
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        string id = Path.GetFileName(Path.GetDirectoryName(path)) + "/" + Path.GetFileName(path);
        using SessionOptions options = CreateOptions(settings, id);
        IReadOnlyDictionary<string, string> providerOptions = ProviderOptions(
            runtime,
            path,
            settings,
            provider.Provider
        );
        using Lock.Scope gate = DeviceGate.Enter(provider.Provider);
        OrtFailure? failure = null;
        InferenceSession? session = null;
        try
        {
            Append(options, provider.Provider, providerOptions);
            // Disposing of the registration waits for a call that is under way, which needs the options.
            using CancellationTokenRegistration registration = cancellationToken.UnsafeRegister(
                static options => ((SessionOptions)options!).SetLoadCancellationFlag(true),
                options
            );
            session = new InferenceSession(path, options);
        }
        catch (Exception e) when (OrtFailure.Of(e) is { } told)
        {
            failure = told;
        }

        OrtFailure? device = Failures.DeviceFailure(provider.Provider);
        if (session is null || device is not null)
        {
            session?.Dispose();
            cancellationToken.ThrowIfCancellationRequested();
            throw Failures.ToException(path, opening: true, provider, (device ?? failure)!.Value);
        }

        return new Shared<InferenceSession>(session, provider.Provider);
    }

    /// <summary>Options with everything but the provider.</summary>
    /// <param name="settings">What to set.</param>
    /// <param name="logId">The session's name in the log.</param>
    public static SessionOptions CreateOptions(SessionSettings settings, string logId)
    {
        var options = new SessionOptions();
        try
        {
            options.LogId = logId;
            options.GraphOptimizationLevel = (GraphOptimizationLevel)settings.Optimization;
            options.EnableCpuMemArena = settings.MemoryArena;
            options.EnableMemoryPattern = settings.MemoryPattern;
            if (settings.IntraOpThreads is { } threads)
            {
                options.IntraOpNumThreads = threads;
            }

            foreach ((string key, string value) in settings.Configuration)
            {
                options.AddSessionConfigEntry(key, value);
            }

            return options;
        }
        catch (Exception e)
        {
            options.Dispose();
            if (OrtFailure.Of(e) is { } failure)
            {
                throw Failures.ToException(failure);
            }

            throw;
        }
    }

    /// <summary>Puts a provider before the processor.</summary>
    /// <exception cref="OnnxRuntimeException">The library has no such provider, or it refuses an option.</exception>
    public static void Append(
        SessionOptions options,
        ExecutionProvider provider,
        IReadOnlyDictionary<string, string> settings
    )
    {
        switch (provider)
        {
            case ExecutionProvider.Cuda:
                using (var cuda = new OrtCUDAProviderOptions())
                {
                    if (settings.Count > 0)
                    {
                        cuda.UpdateOptions(new Dictionary<string, string>(settings));
                    }

                    options.AppendExecutionProvider_CUDA(cuda);
                }

                break;
            case ExecutionProvider.WebGpu:
                options.AppendExecutionProvider("WebGPU", new Dictionary<string, string>(settings));
                break;
        }
    }

    private static IReadOnlyDictionary<string, string> ProviderOptions(
        OnnxRuntime runtime,
        string path,
        SessionSettings settings,
        ExecutionProvider provider
    )
    {
        if (
            provider != ExecutionProvider.WebGpu
            || settings.ProviderOptions.ContainsKey(Layout)
            || !OddConvolutions.AreIn(path)
        )
        {
            return settings.ProviderOptions;
        }

        ChannelsFirst(runtime.Logger, path);
        return new Dictionary<string, string>(settings.ProviderOptions) { [Layout] = "NCHW" };
    }

    [LoggerMessage(
        104,
        LogLevel.Information,
        "Model {Model} is run with channels first: WebGPU's faster layout computes one of its convolutions wrongly"
    )]
    private static partial void ChannelsFirst(ILogger logger, string model);
}

/// <summary>
/// Lets one thread at a time work with WebGPU. All sessions of a process share one device there, with one list of commands, and
/// two that run at once end the process with a segmentation fault. Other providers are not held up.
/// </summary>
internal static class DeviceGate
{
    private static readonly Lock WebGpu = new();

    /// <summary>Waits until the provider is free, and holds it as long as the result lives.</summary>
    public static Lock.Scope Enter(ExecutionProvider provider) =>
        provider == ExecutionProvider.WebGpu ? WebGpu.EnterScope() : default;
}
