using ImageForge.Contracts.Results;
using Microsoft.Extensions.Logging;

namespace ImageForge.Runner.Logging;

/// <summary>The events of a run; their names and numbers stay.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "Starting attempt {Attempt} of plan {PlanHash} for {JobNamespace}/{Job}")]
    public static partial void RunStarted(
        this ILogger logger,
        string planHash,
        string jobNamespace,
        string job,
        string attempt
    );

    [LoggerMessage(2, LogLevel.Information, "Stage {Stage} started")]
    public static partial void StageStarted(this ILogger logger, Stage stage);

    [LoggerMessage(3, LogLevel.Information, "Variant {Variant} finished: {Bytes} bytes, sha256 {Sha256}")]
    public static partial void PictureFinished(this ILogger logger, int variant, string sha256, long bytes);

    [LoggerMessage(4, LogLevel.Information, "Variant {Variant} reused from an earlier attempt: sha256 {Sha256}")]
    public static partial void PictureResumed(this ILogger logger, int variant, string sha256);

    [LoggerMessage(5, LogLevel.Information, "Variant {Variant} published as {Key}: sha256 {Sha256}")]
    public static partial void PicturePublished(this ILogger logger, int variant, string key, string sha256);

    [LoggerMessage(6, LogLevel.Information, "Result already published: manifest {Key}")]
    public static partial void AlreadyPublished(this ILogger logger, string key);

    [LoggerMessage(7, LogLevel.Information, "Done: manifest {Key}, sha256 {Sha256}")]
    public static partial void RunFinished(this ILogger logger, string key, string sha256);

    [LoggerMessage(8, LogLevel.Warning, "{Subject}: {Problem}")]
    public static partial void LeftOut(this ILogger logger, string subject, string problem);

    [LoggerMessage(9, LogLevel.Warning, "Cannot delete partial results below {Prefix}")]
    public static partial void PartialResultsNotCleared(this ILogger logger, string prefix, Exception exception);

    [LoggerMessage(10, LogLevel.Information, "First stage {Milliseconds} ms after the process started")]
    public static partial void FirstStage(this ILogger logger, long milliseconds);

    [LoggerMessage(11, LogLevel.Information, "Serving progress at {Address}")]
    public static partial void ProgressServed(this ILogger logger, string address);

    [LoggerMessage(12, LogLevel.Warning, "Cannot serve progress at {Address}, continuing without it: {Problem}")]
    public static partial void ProgressNotServed(this ILogger logger, string address, string problem);

    [LoggerMessage(13, LogLevel.Warning, "The termination message cannot be written to {Path}: {Problem}")]
    public static partial void NoTerminationMessage(this ILogger logger, string path, string problem);

    [LoggerMessage(14, LogLevel.Information, "Asked to stop")]
    public static partial void StopRequested(this ILogger logger);

    [LoggerMessage(15, LogLevel.Error, "Failed with exit code {ExitCode}, {Reason}: {Problem}")]
    private static partial void Failed(
        this ILogger logger,
        int exitCode,
        RunErrorReason reason,
        string problem,
        Exception? exception
    );

    [LoggerMessage(17, LogLevel.Information, "Running models on {Provider} ({Device}) with ONNX Runtime {Version}")]
    public static partial void RunsOn(this ILogger logger, string provider, string device, string version);

    [LoggerMessage(16, LogLevel.Information, "Stopped with exit code {ExitCode}: {Problem}")]
    private static partial void Stopped(this ILogger logger, int exitCode, string problem);

    [LoggerMessage(
        18,
        LogLevel.Information,
        "Model {Model} ready: sha256 {Sha256}, {Bytes} bytes, {Moved} of them downloaded or read now"
    )]
    public static partial void ModelOpened(this ILogger logger, string model, string sha256, long bytes, long moved);

    [LoggerMessage(
        19,
        LogLevel.Warning,
        "Image decoders run with reduced isolation: the kernel does not support {Missing}"
    )]
    public static partial void DecodersNotConfined(this ILogger logger, string missing);

    [LoggerMessage(20, LogLevel.Information, "Memory limit: {MiB} MiB")]
    public static partial void MemoryBounded(this ILogger logger, long miB);

    [LoggerMessage(21, LogLevel.Warning, "Telemetry is not exported: {Problem}")]
    public static partial void TelemetryOff(this ILogger logger, string problem);

    /// <summary>A run without a result; the stack is only logged where the exception says nothing else.</summary>
    public static void RunFailed(this ILogger logger, RunOutcome outcome, Exception exception)
    {
        var error = outcome.Message.Error!;
        if (error.Reason == RunErrorReason.Stopped)
        {
            logger.Stopped((int)outcome.ExitCode, error.Message);
        }
        else
        {
            var unknown = error.Reason == RunErrorReason.Internal;
            logger.Failed((int)outcome.ExitCode, error.Reason, error.Message, unknown ? exception : null);
        }
    }
}
