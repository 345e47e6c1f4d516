using System.Collections.Concurrent;
using ImageForge.Contracts.Results;
using Microsoft.Extensions.Logging;

namespace ImageForge.Runner.Tests.Runs;

/// <summary>Keeps what a run logs and reports.</summary>
internal sealed class Recorder : ILogger, IProgress<Progress>
{
    private readonly ConcurrentQueue<(string Event, IReadOnlyList<KeyValuePair<string, object?>> Fields)> _events =
        new();

    public ConcurrentQueue<Progress> Progress { get; } = new();

    public string Text { get; private set; } = "";

    public IEnumerable<string> Events => _events.Select(e => e.Event);

    /// <summary>Variants of the events of one name, in order.</summary>
    public int[] Variants(string name) =>
        [.. _events.Where(e => e.Event == name).Select(e => (int)e.Fields.Single(f => f.Key == "Variant").Value!)];

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    )
    {
        _events.Enqueue((eventId.Name!, (IReadOnlyList<KeyValuePair<string, object?>>)state!));
        Text += formatter(state, exception) + exception + "\n";
    }

    /// <summary>Is told each progress.</summary>
    public Action<Progress>? Reported { get; init; }

    public void Report(Progress value)
    {
        Progress.Enqueue(value);
        Reported?.Invoke(value);
    }
}
