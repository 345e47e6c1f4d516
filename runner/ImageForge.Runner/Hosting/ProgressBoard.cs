using ImageForge.Contracts.Results;

namespace ImageForge.Runner.Hosting;

/// <summary>Holds the latest progress, and reports once when the first stage begins.</summary>
internal sealed class ProgressBoard(Progress initial, Action begun) : IProgress<Progress>
{
    private Progress _current = initial;

    /// <summary>Where the run stands.</summary>
    public Progress Current => Volatile.Read(ref _current);

    /// <inheritdoc />
    public void Report(Progress value)
    {
        var before = Interlocked.Exchange(ref _current, value);
        if (before.Stage == Stage.Queued && value.Stage != Stage.Queued)
        {
            begun();
        }
    }
}
