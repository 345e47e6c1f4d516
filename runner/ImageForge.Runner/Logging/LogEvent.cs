using Microsoft.Extensions.Logging;

namespace ImageForge.Runner.Logging;

/// <summary>One event of the log.</summary>
internal sealed record LogEvent
{
    /// <summary>When, in UTC.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>How grave.</summary>
    public required LogLevel Level { get; init; }

    /// <summary>Stable name of the event.</summary>
    public required string Event { get; init; }

    /// <summary>The sentence.</summary>
    public required string Message { get; init; }

    /// <summary>The sentence's values, and the sentence itself as <c>{OriginalFormat}</c>.</summary>
    public required IReadOnlyList<KeyValuePair<string, object?>> Fields { get; init; }

    /// <summary>The exception, if any.</summary>
    public required Exception? Exception { get; init; }
}
