namespace ImageForge.Inference.Onnx;

/// <summary>What a call said that failed.</summary>
internal readonly record struct OrtFailure(OrtErrorCode Code, string Text)
{
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

    /// <summary>Makes one of a message as it comes: what its author wrote, without where and on what condition it was thrown.</summary>
    public static OrtFailure Of(OrtErrorCode code, string message)
    {
        const string Condition = " was false. ";
        int end = message.IndexOf(Condition, StringComparison.Ordinal);
        bool thrown = message.StartsWith('/') && end >= 0;
        return new OrtFailure(code, (thrown ? message[(end + Condition.Length)..] : message).Trim());
    }

    /// <summary>Whether memory was short.</summary>
    public bool IsMemory => Contains(MemoryWords);

    /// <summary>Whether the device or its driver failed, and not the model.</summary>
    public bool IsDevice => Code is OrtErrorCode.EpFail or OrtErrorCode.EngineError || Contains(DeviceWords);

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
