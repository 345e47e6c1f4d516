using ImageForge.Inference.Onnx.Models;
using Microsoft.Extensions.Logging;

namespace ImageForge.Inference.Onnx;

/// <summary>Opens models on a provider that is known to run.</summary>
internal static partial class SessionOpening
{
    /// <summary>WebGPU's option for the layout in which it keeps pictures: NHWC, its own choice, or NCHW.</summary>
    public const string Layout = "preferredLayout";

    public static OrtHandle Open(
        OnnxRuntime runtime,
        string path,
        SessionSettings settings,
        ProviderReport provider,
        CancellationToken cancellationToken
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        OrtApi api = runtime.Api;
        using OrtHandle.Use environment = runtime.Environment.Open();
        using OrtHandle options = CreateOptions(runtime, settings);
        using OrtHandle.Use written = options.Open();
        api.SetLogId(written.Value, Path.GetFileName(Path.GetDirectoryName(path)) + "/" + Path.GetFileName(path));
        IReadOnlyDictionary<string, string> providerOptions = ProviderOptions(
            runtime,
            path,
            settings,
            provider.Provider
        );
        using Lock.Scope gate = DeviceGate.Enter(provider.Provider);
        OrtFailure? failure = Append(api, written.Value, provider.Provider, providerOptions);
        nint session = 0;
        if (failure is null)
        {
            // Disposing of the registration waits for a call that is under way, which needs the options.
            using CancellationTokenRegistration registration = cancellationToken.UnsafeRegister(
                _ => CancelLoad(api, options),
                null
            );
            failure = api.CreateSession(environment.Value, path, written.Value, out session);
        }

        OrtFailure? device = Failures.DeviceFailure(provider.Provider);
        if ((device ?? failure) is { } refused)
        {
            if (session != 0)
            {
                api.Release(OrtIndex.ReleaseSession, session);
            }

            cancellationToken.ThrowIfCancellationRequested();
            throw Failures.ToException(path, opening: true, provider, refused);
        }

        return new OrtHandle(api, OrtIndex.ReleaseSession, session, runtime.Environment, provider: provider.Provider);
    }

    /// <summary>Options with everything but the provider.</summary>
    public static OrtHandle CreateOptions(OnnxRuntime runtime, SessionSettings settings)
    {
        OrtApi api = runtime.Api;
        var options = new OrtHandle(
            api,
            OrtIndex.ReleaseSessionOptions,
            api.CreateSessionOptions(),
            runtime.Environment
        );
        using OrtHandle.Use written = options.Open();
        api.Configure(written.Value, settings);
        return options;
    }

    /// <summary>Puts a provider before the processor.</summary>
    public static OrtFailure? Append(
        OrtApi api,
        nint options,
        ExecutionProvider provider,
        IReadOnlyDictionary<string, string> settings
    ) =>
        provider switch
        {
            ExecutionProvider.Cuda => api.AppendCuda(options, settings),
            ExecutionProvider.WebGpu => api.AppendWebGpu(options, settings),
            _ => null,
        };

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

    private static void CancelLoad(OrtApi api, OrtHandle options)
    {
        using OrtHandle.Use written = options.Open();
        api.CancelLoad(written.Value);
    }
}
