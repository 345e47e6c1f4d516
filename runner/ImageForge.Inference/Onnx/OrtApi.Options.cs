namespace ImageForge.Inference.Onnx;

internal sealed unsafe partial class OrtApi
{
    /// <summary>Options of a session with nothing set.</summary>
    public nint CreateSessionOptions() => Create(OrtIndex.CreateSessionOptions);

    /// <summary>Writes settings into options; the provider is not among them.</summary>
    public void Configure(nint options, SessionSettings settings)
    {
        Set(OrtIndex.SetSessionGraphOptimizationLevel, options, (int)settings.Optimization);
        Set(settings.MemoryArena ? OrtIndex.EnableCpuMemArena : OrtIndex.DisableCpuMemArena, options);
        Set(settings.MemoryPattern ? OrtIndex.EnableMemPattern : OrtIndex.DisableMemPattern, options);
        if (settings.IntraOpThreads is { } threads)
        {
            Set(OrtIndex.SetIntraOpNumThreads, options, threads);
        }

        foreach ((string key, string value) in settings.Configuration)
        {
            AddConfiguration(options, key, value);
        }
    }

    /// <summary>Writes one entry of a session's configuration.</summary>
    public void AddConfiguration(nint options, string key, string value)
    {
        using var name = new Utf8(key);
        using var text = new Utf8(value);
        Check(
            ((delegate* unmanaged<nint, byte*, byte*, nint>)table[OrtIndex.AddSessionConfigEntry])(
                options,
                name.Text,
                text.Text
            )
        );
    }

    /// <summary>The name by which a session's lines in the log are told apart.</summary>
    public void SetLogId(nint options, string id)
    {
        using var text = new Utf8(id);
        Check(((delegate* unmanaged<nint, byte*, nint>)table[OrtIndex.SetSessionLogId])(options, text.Text));
    }

    /// <summary>Stops the opening of a session that is under way with these options, on whatever thread.</summary>
    public void CancelLoad(nint options) =>
        Check(
            ((delegate* unmanaged<nint, byte, nint>)table[OrtIndex.SessionOptionsSetLoadCancellationFlag])(options, 1)
        );

    /// <summary>Puts WebGPU before the processor.</summary>
    public OrtFailure? AppendWebGpu(nint options, IReadOnlyDictionary<string, string> settings)
    {
        using var pairs = new Utf8Pairs(settings);
        fixed (byte* name = "WebGPU\0"u8)
        {
            return Take(
                (
                    (delegate* unmanaged<nint, byte*, byte**, byte**, nuint, nint>)
                        table[OrtIndex.SessionOptionsAppendExecutionProvider]
                )(options, name, pairs.Keys, pairs.Values, (nuint)pairs.Count)
            );
        }
    }

    /// <summary>Puts CUDA before the processor.</summary>
    public OrtFailure? AppendCuda(nint options, IReadOnlyDictionary<string, string> settings)
    {
        nint cuda = 0;
        if (Take(((delegate* unmanaged<nint*, nint>)table[OrtIndex.CreateCUDAProviderOptions])(&cuda)) is { } missing)
        {
            return missing;
        }

        try
        {
            using var pairs = new Utf8Pairs(settings);
            OrtFailure? refused =
                pairs.Count == 0
                    ? null
                    : Take(
                        (
                            (delegate* unmanaged<nint, byte**, byte**, nuint, nint>)
                                table[OrtIndex.UpdateCUDAProviderOptions]
                        )(cuda, pairs.Keys, pairs.Values, (nuint)pairs.Count)
                    );
            return refused
                ?? Take(
                    (
                        (delegate* unmanaged<nint, nint, nint>)
                            table[OrtIndex.SessionOptionsAppendExecutionProvider_CUDA_V2]
                    )(options, cuda)
                );
        }
        finally
        {
            Release(OrtIndex.ReleaseCUDAProviderOptions, cuda);
        }
    }
}
