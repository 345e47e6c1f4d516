namespace ImageForge.Artifacts.Models.Caching;

/// <summary>Waits for what another process must give back; a wait in the kernel could not be cancelled.</summary>
internal static class Waiting
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    /// <summary>Tries again and again.</summary>
    /// <param name="attempt">Gives what is waited for, or null.</param>
    /// <param name="waiting">Is called before each pause.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends the wait at once.</param>
    public static async Task<T> ForAsync<T>(
        Func<T?> attempt,
        Action? waiting,
        TimeProvider time,
        CancellationToken cancellationToken
    )
        where T : class
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (attempt() is { } result)
            {
                return result;
            }

            waiting?.Invoke();
            await Task.Delay(Interval, time, cancellationToken);
        }
    }
}
