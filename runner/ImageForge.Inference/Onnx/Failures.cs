using ImageForge.Inference.Errors;

namespace ImageForge.Inference.Onnx;

/// <summary>Translates failed calls of ONNX Runtime into this project's exceptions.</summary>
internal static class Failures
{
    private const string MemoryAdvice =
        "reduce the image size or the variants of a batch, use tiles, or choose a smaller model or a half-precision one";

    /// <summary>Throws where a run failed, or its device reported an error.</summary>
    public static void CheckRun(OnnxSession session, OrtFailure? failure, CancellationToken cancellationToken)
    {
        OrtFailure? device = DeviceFailure(session.Provider.Provider);
        if (failure is not null)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }

        if ((device ?? failure) is { } cause)
        {
            throw ToException(session.Path, opening: false, session.Provider, cause);
        }
    }

    /// <summary>
    /// The error that a WebGPU device reported, once. The library only logs it, computes with what was left undone, and at best fails
    /// later at something else.
    /// </summary>
    public static OrtFailure? DeviceFailure(ExecutionProvider provider) =>
        provider == ExecutionProvider.WebGpu && OrtLog.TakeDeviceError() is { } error
            ? new OrtFailure(OrtFailure.ProviderFailed, error)
            : null;

    /// <summary>The exception for a call that depends on neither model nor device.</summary>
    public static ProviderFailedException ToException(OrtFailure failure) =>
        new($"ONNX Runtime: {failure.Text} ({failure.Code})");

    /// <summary>The exception for a model that failed.</summary>
    /// <param name="path">The model.</param>
    /// <param name="opening">Whether it could not be opened, or else not be run.</param>
    /// <param name="provider">What it ran on.</param>
    /// <param name="failure">The library's error.</param>
    public static InferenceException ToException(string path, bool opening, ProviderReport provider, OrtFailure failure)
    {
        string message =
            $"Model '{path}' cannot be {(opening ? "opened" : "run")} on {provider.Device} ({provider.Provider}): {failure.Text}";
        return failure switch
        {
            { IsMemory: true } => new DeviceMemoryException(
                $"Model '{path}': not enough memory on {provider.Device} ({provider.Provider}); {MemoryAdvice}. ONNX Runtime says: {failure.Text}"
            )
            {
                IsHost = provider.Provider == ExecutionProvider.Cpu,
            },
            { IsDevice: true } when provider.Provider != ExecutionProvider.Cpu => new ProviderFailedException(message),
            _ => new ModelInvalidException(message),
        };
    }
}
