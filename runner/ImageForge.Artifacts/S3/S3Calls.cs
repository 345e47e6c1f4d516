using ImageForge.Contracts;

namespace ImageForge.Artifacts.S3;

/// <summary>Bounds calls in time and turns what goes wrong into the store's own exceptions.</summary>
internal sealed class S3Calls(S3Location location, TimeProvider time)
{
    private const long SlowestBytesPerSecond = 256 * 1024;

    private static readonly TimeSpan Answer = TimeSpan.FromSeconds(30);

    /// <summary>Time for an answer, and for as many bytes over a slow line.</summary>
    public static TimeSpan LimitFor(long bytes) =>
        TimeLimit.Seconds(Answer.TotalSeconds + (double)bytes / SlowestBytesPerSecond);

    /// <summary>Calls the server; <paramref name="call"/> may move the limit when it learns how much there is to move.</summary>
    public async Task<T> CallAsync<T>(
        string? key,
        long bytes,
        Func<CancellationTokenSource, Task<T>> call,
        CancellationToken cancellationToken
    )
    {
        using var limit = new CancellationTokenSource(LimitFor(bytes), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await call(either).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception e) when (S3Errors.Translate(location, key, e) is { } translated)
        {
            throw translated;
        }
    }
}
