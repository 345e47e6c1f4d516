using ImageForge.Inference.Errors;

namespace ImageForge.Inference.Onnx;

/// <summary>What a failed call of ONNX Runtime is called here.</summary>
internal static class Failures
{
    private const string MemoryAdvice =
        "lower the picture's size or the variants of a batch, use tiles, or choose a smaller model or a half-precision one";

    /// <summary>Passes over a run that did what it should, and throws what became of another.</summary>
    public static void CheckRun(OnnxSession session, nint status, CancellationToken cancellationToken)
    {
        OrtFailure? failure = session.Runtime.Api.Take(status);
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
    /// What a WebGPU device complained about. The library goes on as if nothing were, computes with what was left undone, and at
    /// best fails later at something else.
    /// </summary>
    public static OrtFailure? DeviceFailure(ExecutionProvider provider) =>
        provider == ExecutionProvider.WebGpu && OrtLog.TakeDeviceError() is { } error
            ? new OrtFailure(OrtErrorCode.EpFail, error)
            : null;

    /// <summary>What to throw.</summary>
    /// <param name="path">The model.</param>
    /// <param name="opening">Whether it could not be opened, or else not be run.</param>
    /// <param name="provider">Where.</param>
    /// <param name="failure">What was said.</param>
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
