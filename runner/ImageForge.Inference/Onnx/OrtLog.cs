using Microsoft.Extensions.Logging;
using Microsoft.ML.OnnxRuntime;

namespace ImageForge.Inference.Onnx;

/// <summary>ONNX Runtime's own log. A process has one, which goes to the logger that was attached last.</summary>
internal static partial class OrtLog
{
    // Errors of a WebGPU device are not errors of the run in which they happen: the log is the only place that has them.
    private const string DeviceError = "WebGPU device error(";

    private static volatile ILogger? s_logger;
    private static volatile string? s_deviceError;

    /// <summary>Sends lines to a logger, and returns the lowest severity that it takes.</summary>
    public static OrtLoggingLevel Attach(ILogger logger)
    {
        s_logger = logger;
        return logger.IsEnabled(LogLevel.Trace) ? OrtLoggingLevel.ORT_LOGGING_LEVEL_VERBOSE
            : logger.IsEnabled(LogLevel.Debug) ? OrtLoggingLevel.ORT_LOGGING_LEVEL_INFO
            : OrtLoggingLevel.ORT_LOGGING_LEVEL_WARNING;
    }

    /// <summary>Stops sending to a logger, unless another has taken its place.</summary>
    public static void Detach(ILogger logger)
    {
#pragma warning disable CS0420 // A reference to a volatile field is what Interlocked is for.
        Interlocked.CompareExchange(ref s_logger, null, logger);
#pragma warning restore CS0420
    }

    /// <summary>The latest error of a WebGPU device, once.</summary>
    public static string? TakeDeviceError()
    {
        if (s_deviceError is null)
        {
            return null;
        }

#pragma warning disable CS0420
        return Interlocked.Exchange(ref s_deviceError, null);
#pragma warning restore CS0420
    }

    /// <summary>Takes a line, on the thread that writes it.</summary>
    public static void Write(
        nint context,
        OrtLoggingLevel severity,
        string category,
        string id,
        string location,
        string message
    )
    {
        try
        {
            if (message.StartsWith(DeviceError, StringComparison.Ordinal))
            {
                s_deviceError = message;
            }

            LogLevel level = Level(severity);
            if (s_logger is { } logger && logger.IsEnabled(level))
            {
                Line(logger, level, id, message);
            }
        }
        catch (Exception)
        {
            // The caller is native code, which an exception would end the process in.
        }
    }

    // Errors of the library are thrown as exceptions too; its warnings are hints for tuning a model.
    private static LogLevel Level(OrtLoggingLevel severity) =>
        severity switch
        {
            OrtLoggingLevel.ORT_LOGGING_LEVEL_VERBOSE => LogLevel.Trace,
            OrtLoggingLevel.ORT_LOGGING_LEVEL_INFO => LogLevel.Debug,
            OrtLoggingLevel.ORT_LOGGING_LEVEL_WARNING => LogLevel.Information,
            _ => LogLevel.Warning,
        };

    [LoggerMessage(EventId = 100, Message = "ONNX Runtime, {Session}: {Message}")]
    private static partial void Line(ILogger logger, LogLevel level, string session, string message);
}
