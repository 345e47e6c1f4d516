using Microsoft.Extensions.Logging;

namespace ImageForge.Runtime.Recording;

internal static partial class Log
{
    [LoggerMessage(1301, LogLevel.Warning, "Failed to write an event: {Message}")]
    public static partial void EventLost(ILogger logger, string message);

    [LoggerMessage(1302, LogLevel.Warning, "Stopped with {Count} unwritten events")]
    public static partial void FlushTimedOut(ILogger logger, int count);
}
