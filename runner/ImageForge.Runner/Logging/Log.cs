using ImageForge.Contracts.Results;
using Microsoft.Extensions.Logging;

namespace ImageForge.Runner.Logging;

/// <summary>The events of a run; their names and numbers stay.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "Run {Attempt} of plan {PlanHash} for {JobNamespace}/{Job} begins")]
    public static partial void RunStarted(
        this ILogger logger,
        string planHash,
        string jobNamespace,
        string job,
        string attempt
    );

    [LoggerMessage(2, LogLevel.Information, "Stage {Stage} begins")]
    public static partial void StageStarted(this ILogger logger, Stage stage);

    [LoggerMessage(3, LogLevel.Information, "Picture {Variant} is finished: {Bytes} bytes, sha256 {Sha256}")]
    public static partial void PictureStaged(this ILogger logger, int variant, string sha256, long bytes);

    [LoggerMessage(4, LogLevel.Information, "Picture {Variant} was finished by an earlier attempt: sha256 {Sha256}")]
    public static partial void PictureResumed(this ILogger logger, int variant, string sha256);

    [LoggerMessage(5, LogLevel.Information, "Picture {Variant} is stored as {Key}: sha256 {Sha256}")]
    public static partial void PicturePublished(this ILogger logger, int variant, string key, string sha256);

    [LoggerMessage(6, LogLevel.Information, "This plan's result is stored already, by manifest {Key}")]
    public static partial void AlreadyPublished(this ILogger logger, string key);

    [LoggerMessage(7, LogLevel.Information, "Done: manifest {Key}, sha256 {Sha256}")]
    public static partial void RunFinished(this ILogger logger, string key, string sha256);

    [LoggerMessage(8, LogLevel.Warning, "{Subject}: {Problem}")]
    public static partial void LeftOut(this ILogger logger, string subject, string problem);

    [LoggerMessage(9, LogLevel.Warning, "What attempts left below {Prefix} is not cleared")]
    public static partial void StagingNotCleared(this ILogger logger, string prefix, Exception exception);

    [LoggerMessage(10, LogLevel.Information, "First stage {Milliseconds} ms after the process started")]
    public static partial void FirstStage(this ILogger logger, long milliseconds);

    [LoggerMessage(11, LogLevel.Information, "Progress is served at {Address}")]
    public static partial void ProgressServed(this ILogger logger, string address);

    [LoggerMessage(12, LogLevel.Warning, "Progress cannot be served at {Address} ({Problem}); the run goes on without")]
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

    [LoggerMessage(17, LogLevel.Information, "Models run on {Provider}, {Device}, by ONNX Runtime {Version}")]
    public static partial void RunsOn(this ILogger logger, string provider, string device, string version);

    [LoggerMessage(16, LogLevel.Information, "Stopped with exit code {ExitCode}: {Problem}")]
    private static partial void Stopped(this ILogger logger, int exitCode, string problem);

    [LoggerMessage(
        18,
        LogLevel.Information,
        "Model {Model} is at hand: sha256 {Sha256}, {Bytes} bytes, of which {Moved} were downloaded or read just now"
    )]
    public static partial void ModelOpened(this ILogger logger, string model, string sha256, long bytes, long moved);

    [LoggerMessage(
        19,
        LogLevel.Warning,
        "Decoders of pictures are less confined than they could be: this kernel does not offer {Missing}"
    )]
    public static partial void DecodersNotConfined(this ILogger logger, string missing);

    [LoggerMessage(20, LogLevel.Information, "At most {MiB} MiB of memory are used")]
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
