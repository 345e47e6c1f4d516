using Microsoft.Extensions.Logging;

namespace ImageForge.Runner.Logging;

/// <summary>Writes each event as one line to a stream; thread-safe.</summary>
internal abstract class LineLogger(Stream stream, TimeProvider time) : ILogger
{
    private readonly Lock _gate = new();

    /// <inheritdoc />
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    /// <inheritdoc />
    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    /// <inheritdoc />
    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    )
    {
        if (!IsEnabled(logLevel))
        {
            return;
        }

        var line = Format(
            new()
            {
                Time = time.GetUtcNow(),
                Level = logLevel,
                Event = eventId.Name ?? "",
                Message = formatter(state, exception),
                Fields = state as IReadOnlyList<KeyValuePair<string, object?>> ?? [],
                Exception = exception,
            }
        );
        lock (_gate)
        {
            stream.Write(line);
            stream.Flush();
        }
    }

    /// <summary>One event with its line end.</summary>
    protected abstract byte[] Format(LogEvent entry);
}
