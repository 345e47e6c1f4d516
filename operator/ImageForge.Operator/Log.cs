using ImageForge.Api;
using ImageForge.Api.Common;
using ImageForge.Kube;
using k8s;
using k8s.Models;
using Microsoft.Extensions.Logging;

namespace ImageForge.Operator;

internal static partial class Log
{
    [LoggerMessage(2001, LogLevel.Information, "Operator {Version} started: {Scope}, runner image {RunnerImage}")]
    public static partial void Started(ILogger logger, string version, string scope, string runnerImage);

    [LoggerMessage(2002, LogLevel.Information, "Operator stopped")]
    public static partial void Stopped(ILogger logger);

    [LoggerMessage(2003, LogLevel.Information, "Serving health and metrics on {Address}")]
    public static partial void Listening(ILogger logger, Uri address);

    public static void StatusChange(
        ILogger logger,
        IKubernetesObject<V1ObjectMeta> value,
        JobState? before,
        JobState? after,
        IReadOnlyList<V1Condition>? conditions
    )
    {
        var ready = conditions?.FirstOrDefault(c => c.Type == Conditions.Ready);
        StatusChange(
            logger,
            value.Kind,
            ObjectKey.Of(value),
            value.Metadata.Uid,
            $"{before}",
            $"{after}",
            ready?.Reason,
            ready?.Message
        );
    }

    [LoggerMessage(2004, LogLevel.Error, "{Problem}")]
    public static partial void OldDefinition(ILogger logger, string problem);

    [LoggerMessage(2005, LogLevel.Information, "Cannot compare the CRDs with this operator: {Message}")]
    public static partial void DefinitionsUnknown(ILogger logger, string message);

    [LoggerMessage(2006, LogLevel.Warning, "Cannot reach the API server {Server}: {Reason}; retrying")]
    public static partial void ServerUnreachable(ILogger logger, string server, string reason);

    [LoggerMessage(2007, LogLevel.Information, "The API server {Server} is reached again")]
    public static partial void ServerReached(ILogger logger, string server);

    [LoggerMessage(2010, LogLevel.Information, "{Kind} {Key} ({Uid}): {Before} -> {After} {Reason}: {Message}")]
    private static partial void StatusChange(
        ILogger logger,
        string kind,
        ObjectKey key,
        string? uid,
        string before,
        string after,
        string? reason,
        string? message
    );

    [LoggerMessage(2011, LogLevel.Debug, "{Kind} {Key} already deleted")]
    public static partial void AlreadyDeleted(ILogger logger, string kind, ObjectKey key);

    [LoggerMessage(2012, LogLevel.Debug, "{Kind} {Key} already exists")]
    public static partial void AlreadyExists(ILogger logger, string kind, ObjectKey key);

    [LoggerMessage(2020, LogLevel.Debug, "Failed to read progress of pod {Key}: {Error}")]
    public static partial void ProgressUnavailable(ILogger logger, ObjectKey key, string error);

    [LoggerMessage(2021, LogLevel.Error, "{Kind} {Key}: internal error, retrying in {Delay} s")]
    public static partial void InternalError(
        ILogger logger,
        string kind,
        ObjectKey key,
        double delay,
        Exception exception
    );

    [LoggerMessage(2023, LogLevel.Error, "{Kind} {Key}: failed to write condition InternalError")]
    public static partial void InternalErrorNotWritten(ILogger logger, string kind, ObjectKey key, Exception exception);

    [LoggerMessage(2030, LogLevel.Critical, "Operator failed: {Message}")]
    public static partial void Failed(ILogger logger, string message);

    [LoggerMessage(2031, LogLevel.Critical, "Unexpected error")]
    public static partial void Unexpected(ILogger logger, Exception exception);

    [LoggerMessage(2022, LogLevel.Error, "Unexpected error while reading the progress of pod {Key}")]
    public static partial void ProgressUnexpected(ILogger logger, ObjectKey key, Exception exception);
}
