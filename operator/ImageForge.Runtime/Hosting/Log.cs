using Microsoft.Extensions.Logging;

namespace ImageForge.Runtime.Hosting;

internal static partial class Log
{
    [LoggerMessage(1401, LogLevel.Error, "{Loop} failed unexpectedly; restarting in {Delay} s")]
    public static partial void Restarted(ILogger logger, string loop, double delay, Exception exception);

    [LoggerMessage(1402, LogLevel.Critical, "{Source} failed unexpectedly")]
    public static partial void Unexpected(ILogger logger, string source, Exception exception);
}
