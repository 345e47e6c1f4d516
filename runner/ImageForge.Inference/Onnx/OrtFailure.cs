using Microsoft.ML.OnnxRuntime;

namespace ImageForge.Inference.Onnx;

/// <summary>Why a call of ONNX Runtime failed.</summary>
/// <param name="Code">The error code, by the package's name for it.</param>
/// <param name="Text">The message.</param>
internal readonly record struct OrtFailure(string Code, string Text)
{
    /// <summary>
    /// ORT_EP_FAIL, code 11: the execution provider failed. The package has the name that the code had before.
    /// </summary>
    public const string ProviderFailed = "ShapeInferenceNotRegistered";

    private const string EngineError = "EngineError";

    // As allocators of the providers, drivers and the C++ library word it.
    private static readonly string[] MemoryWords =
    [
        "out of memory",
        "Failed to allocate memory",
        "bad_alloc",
        "bad allocation",
        "CUBLAS_STATUS_ALLOC_FAILED",
        "CUDNN_STATUS_ALLOC_FAILED",
        "VK_ERROR_OUT_OF_DEVICE_MEMORY",
        "VK_ERROR_OUT_OF_HOST_MEMORY",
        "WebGPU device error(3)",
    ];

    private static readonly string[] DeviceWords =
    [
        "CUDA error",
        "CUDA failure",
        "CUDNN failure",
        "CUBLAS failure",
        "WebGPU device",
        "device lost",
        "VK_ERROR_",
    ];

    /// <summary>Whether memory was short.</summary>
    public bool IsMemory => Contains(MemoryWords);

    /// <summary>Whether the device or its driver failed, and not the model.</summary>
    public bool IsDevice => Code is ProviderFailed or EngineError || Contains(DeviceWords);

    /// <summary>The failure that an exception of the package stands for; null for any other exception.</summary>
    public static OrtFailure? Of(Exception exception) =>
        exception switch
        {
            OnnxRuntimeException => Parse(exception.Message),
            // The package looks each code's name up, and has none for ORT_MODEL_REQUIRES_COMPILATION (13) and ORT_NOT_FOUND (14).
            // The library's message is lost then.
            KeyNotFoundException => new OrtFailure("", $"an error without a message ({exception.Message})"),
            _ => null,
        };

    /// <summary>
    /// Reads a message of the package, <c>[ErrorCode:Name] text</c>: its exception has the code nowhere else. Of the text, the source
    /// line and the condition that a C++ exception begins with are left out.
    /// </summary>
    internal static OrtFailure Parse(string message)
    {
        const string Prefix = "[ErrorCode:";
        const string Condition = " was false. ";
        string code = "";
        string text = message;
        if (message.StartsWith(Prefix, StringComparison.Ordinal) && message.IndexOf(']') is var end and > 0)
        {
            (code, text) = (message[Prefix.Length..end], message[(end + 1)..].TrimStart());
        }

        int condition = text.IndexOf(Condition, StringComparison.Ordinal);
        bool thrown = text.StartsWith('/') && condition >= 0;
        return new OrtFailure(code, (thrown ? text[(condition + Condition.Length)..] : text).Trim());
    }

    private bool Contains(string[] words)
    {
        foreach (string word in words)
        {
            if (Text.Contains(word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
