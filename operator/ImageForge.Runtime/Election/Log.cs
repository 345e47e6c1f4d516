using Microsoft.Extensions.Logging;

namespace ImageForge.Runtime.Election;

internal static partial class Log
{
    [LoggerMessage(1201, LogLevel.Information, "{Identity} leads by Lease {Lease}")]
    public static partial void Leading(ILogger logger, string identity, string lease);

    [LoggerMessage(1202, LogLevel.Error, "{Identity} has lost Lease {Lease}")]
    public static partial void Lost(ILogger logger, string identity, string lease);

    [LoggerMessage(1203, LogLevel.Information, "{Identity} has released Lease {Lease}")]
    public static partial void Released(ILogger logger, string identity, string lease);

    [LoggerMessage(1204, LogLevel.Warning, "Lease {Lease} could not be read or written: {Message}")]
    public static partial void CallFailed(ILogger logger, string lease, string message);

    [LoggerMessage(1205, LogLevel.Warning, "The work under Lease {Lease} failed after its loss")]
    public static partial void WorkFailed(ILogger logger, string lease, Exception exception);
}
