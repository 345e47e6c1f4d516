using Microsoft.Extensions.Logging;

namespace ImageForge.Runtime.Election;

internal static partial class Log
{
    [LoggerMessage(1201, LogLevel.Information, "{Identity} acquired leader lease {Lease}")]
    public static partial void Leading(ILogger logger, string identity, string lease);

    [LoggerMessage(1207, LogLevel.Information, "Standing by: {Holder}")]
    public static partial void Standby(ILogger logger, string holder);

    [LoggerMessage(1202, LogLevel.Error, "{Identity} lost leader lease {Lease}")]
    public static partial void Lost(ILogger logger, string identity, string lease);

    [LoggerMessage(1203, LogLevel.Information, "{Identity} released leader lease {Lease}")]
    public static partial void Released(ILogger logger, string identity, string lease);

    [LoggerMessage(1204, LogLevel.Warning, "Failed to read or write leader lease {Lease}: {Message}")]
    public static partial void CallFailed(ILogger logger, string lease, string message);

    [LoggerMessage(1205, LogLevel.Warning, "Error while stopping after the loss of leader lease {Lease}")]
    public static partial void WorkFailed(ILogger logger, string lease, Exception exception);

    [LoggerMessage(1206, LogLevel.Error, "Unexpected error while reading or writing leader lease {Lease}")]
    public static partial void CallFailedUnexpectedly(ILogger logger, string lease, Exception exception);
}
