using ImageForge.Kube;
using Microsoft.Extensions.Logging;

namespace ImageForge.Runtime.Informers;

internal static partial class Log
{
    [LoggerMessage(1001, LogLevel.Information, "Cache of {Resource} synced: {Count} objects")]
    public static partial void Synced(ILogger logger, string resource, int count);

    [LoggerMessage(
        1002,
        LogLevel.Warning,
        "Cache of {Resource}: {Verb} failed ({Failure}), retrying until it succeeds: {Message}"
    )]
    public static partial void CallFailed(
        ILogger logger,
        string verb,
        string resource,
        WatchFailure failure,
        string message
    );

    [LoggerMessage(1008, LogLevel.Debug, "Cache of {Resource}: {Verb} failed, API server unavailable: {Message}")]
    public static partial void Unavailable(ILogger logger, string resource, string verb, string message);

    [LoggerMessage(1005, LogLevel.Information, "Cache of {Resource}: {Verb} succeeds again")]
    public static partial void CallRecovered(ILogger logger, string verb, string resource);

    [LoggerMessage(1003, LogLevel.Error, "Skipping unreadable object {Key} of {Resource}: {Error}")]
    public static partial void Unreadable(ILogger logger, string resource, ObjectKey key, string error);

    [LoggerMessage(1004, LogLevel.Error, "Cache of {Resource}: callback failed for {Key}")]
    public static partial void CallbackFailed(ILogger logger, string resource, ObjectKey key, Exception exception);

    [LoggerMessage(
        1007,
        LogLevel.Information,
        "Cache of {Resource} is off until the server has the kind and allows list and watch: {Message}"
    )]
    public static partial void Absent(ILogger logger, string resource, string message);
}
