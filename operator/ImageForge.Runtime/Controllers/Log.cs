using ImageForge.Kube;
using Microsoft.Extensions.Logging;

namespace ImageForge.Runtime.Controllers;

internal static partial class Log
{
    [LoggerMessage(1101, LogLevel.Information, "Controller {Controller} started with {Workers} workers")]
    public static partial void Started(ILogger logger, string controller, int workers);

    [LoggerMessage(1102, LogLevel.Information, "Controller {Controller} stopped")]
    public static partial void Stopped(ILogger logger, string controller);

    [LoggerMessage(1103, LogLevel.Error, "{Controller} {Key}: terminal error, not retrying until the object changes")]
    public static partial void Terminal(ILogger logger, string controller, ObjectKey key, Exception exception);

    [LoggerMessage(1104, LogLevel.Warning, "{Controller} {Key}: reconcile failed, retrying in {Delay} s")]
    public static partial void Transient(
        ILogger logger,
        string controller,
        ObjectKey key,
        double delay,
        Exception exception
    );

    [LoggerMessage(1108, LogLevel.Error, "{Controller}: {Permission} ({Message})")]
    public static partial void Forbidden(ILogger logger, string controller, string permission, string message);

    [LoggerMessage(1105, LogLevel.Debug, "{Controller} {Key}: conflict, requeued with fresh state in {Delay} s")]
    public static partial void Conflict(ILogger logger, string controller, ObjectKey key, double delay);

    [LoggerMessage(1106, LogLevel.Warning, "{Controller} {Key}: interrupted by shutdown")]
    public static partial void Interrupted(ILogger logger, string controller, ObjectKey key);

    [LoggerMessage(
        EventId = 1107,
        Message = "{Controller} {Key}: API server unavailable, retrying in {Delay} s: {Message}"
    )]
    public static partial void Unavailable(
        ILogger logger,
        LogLevel level,
        string controller,
        ObjectKey key,
        double delay,
        string message
    );
}
