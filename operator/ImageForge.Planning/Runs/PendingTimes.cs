using System.Globalization;

namespace ImageForge.Planning.Runs;

/// <summary>Words of runs whose pod did not start in time.</summary>
internal static class PendingTimes
{
    /// <summary>Why the run failed: the limit, and what was last known of the pod.</summary>
    /// <param name="limit">The limit.</param>
    /// <param name="reading">The run that waits for its pod.</param>
    public static string Explain(TimeSpan limit, RunReading reading)
    {
        var why = reading switch
        {
            RunReading.Waiting waiting => waiting.Message,
            RunReading.Retrying { Message: { } message } => $"The pod of the retry did not start. Before: {message}",
            _ => "No reason is known.",
        };
        return $"No pod started within runner.pendingTimeout ({Text(limit)}): {why}";
    }

    private static string Text(TimeSpan limit)
    {
        var parts = new[] { ((long)limit.TotalHours, "h"), (limit.Minutes, "m"), (limit.Seconds, "s") }
            .Where(part => part.Item1 > 0)
            .Select(part => part.Item1.ToString(CultureInfo.InvariantCulture) + part.Item2);
        return string.Concat(parts) is { Length: > 0 } text ? text : "0s";
    }
}
