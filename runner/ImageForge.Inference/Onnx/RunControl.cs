using Microsoft.ML.OnnxRuntime;

namespace ImageForge.Inference.Onnx;

/// <summary>
/// Options of runs that follow one another, and the tie between them and a cancellation token. The tie is kept while the token
/// stays the same, so that a loop of runs allocates nothing.
/// </summary>
internal sealed class RunControl : IDisposable
{
    private readonly RunOptions _options = new();
    private CancellationToken _token;
    private CancellationTokenRegistration _registration;

    /// <summary>Ties the next runs to a token.</summary>
    /// <exception cref="OperationCanceledException">It is cancelled already.</exception>
    public RunOptions Begin(CancellationToken token)
    {
        token.ThrowIfCancellationRequested();
        if (token != _token)
        {
            // Returns when a termination that is under way is through, so nothing terminates after this.
            _registration.Dispose();
            _options.Terminate = false;
            _token = token;
            _registration = token.UnsafeRegister(static options => ((RunOptions)options!).Terminate = true, _options);
        }

        return _options;
    }

    public void Dispose()
    {
        _registration.Dispose();
        _options.Dispose();
    }
}
