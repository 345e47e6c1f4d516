using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace ImageForge.Runtime.Tests;

/// <summary>Keeps the messages that are logged.</summary>
internal sealed class MessageLog : ILogger
{
    private readonly ConcurrentQueue<(LogLevel Level, string Message)> _lines = new();

    public IReadOnlyList<string> Messages => [.. _lines.Select(line => line.Message)];

    public IReadOnlyList<LogLevel> Levels => [.. _lines.Select(line => line.Level)];

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    ) => _lines.Enqueue((logLevel, formatter(state, exception)));
}
