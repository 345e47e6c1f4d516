using Microsoft.Extensions.Logging;

namespace ImageForge.Runtime.Recording;

internal static partial class Log
{
    [LoggerMessage(1301, LogLevel.Warning, "An event could not be written: {Message}")]
    public static partial void EventLost(ILogger logger, string message);

    [LoggerMessage(1302, LogLevel.Warning, "Stopped with {Count} events not written")]
    public static partial void FlushTimedOut(ILogger logger, int count);
}
