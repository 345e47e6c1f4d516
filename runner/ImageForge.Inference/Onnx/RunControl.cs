namespace ImageForge.Inference.Onnx;

/// <summary>
/// Options of runs that follow one another, and the tie between them and a cancellation token. The tie is kept while the token
/// stays the same, so that a loop of runs allocates nothing.
/// </summary>
internal sealed class RunControl : IDisposable
{
    private readonly OrtApi _api;
    private readonly OrtHandle _options;
    private CancellationToken _token;
    private CancellationTokenRegistration _registration;

    public RunControl(OnnxRuntime runtime)
    {
        _api = runtime.Api;
        _options = new OrtHandle(_api, OrtIndex.ReleaseRunOptions, _api.CreateRunOptions(), runtime.Environment);
    }

    /// <summary>Ties the next runs to a token.</summary>
    /// <exception cref="OperationCanceledException">It is cancelled already.</exception>
    public OrtHandle.Use Begin(CancellationToken token)
    {
        token.ThrowIfCancellationRequested();
        OrtHandle.Use options = _options.Open();
        if (token != _token)
        {
            // Returns when a termination that is under way is through, so nothing terminates after this.
            _registration.Dispose();
            _api.Resume(options.Value);
            _token = token;
            _registration = token.UnsafeRegister(static control => ((RunControl)control!).Terminate(), this);
        }

        return options;
    }

    public void Dispose()
    {
        _registration.Dispose();
        _options.Dispose();
    }

    private void Terminate()
    {
        using OrtHandle.Use options = _options.Open();
        _api.Terminate(options.Value);
    }
}
