using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;

namespace ImageForge.Inference.Onnx;

/// <summary>
/// Where ONNX Runtime's own log goes. It is the library's rule, not ours, that there is one for a process: every environment
/// made while another lives is that other one, and so is its log.
/// </summary>
internal static unsafe partial class OrtLog
{
    // Errors of a WebGPU device are not errors of the run in which they happen: the log is the only place that has them.
    private const string DeviceError = "WebGPU device error(";

    private static volatile ILogger? _logger;
    private static volatile string? _deviceError;

    /// <summary>Sends what comes to a logger, and says from what severity on anything should come.</summary>
    public static int Attach(ILogger logger)
    {
        _logger = logger;
        return logger.IsEnabled(LogLevel.Trace) ? 0
            : logger.IsEnabled(LogLevel.Debug) ? 1
            : 2;
    }

    /// <summary>Stops sending to a logger, unless another has taken its place.</summary>
    public static void Detach(ILogger logger)
    {
#pragma warning disable CS0420 // A reference to a volatile field is what Interlocked is for.
        Interlocked.CompareExchange(ref _logger, null, logger);
#pragma warning restore CS0420
    }

    /// <summary>The latest error of a WebGPU device, once.</summary>
    public static string? TakeDeviceError()
    {
        if (_deviceError is null)
        {
            return null;
        }

#pragma warning disable CS0420
        return Interlocked.Exchange(ref _deviceError, null);
#pragma warning restore CS0420
    }

    /// <summary>Takes a line, on whatever thread writes it.</summary>
    [UnmanagedCallersOnly]
    public static void Write(void* context, int severity, byte* category, byte* id, byte* location, byte* message)
    {
        try
        {
            string text = Marshal.PtrToStringUTF8((nint)message) ?? "";
            if (text.StartsWith(DeviceError, StringComparison.Ordinal))
            {
                _deviceError = text;
            }

            LogLevel level = Level(severity);
            if (_logger is { } logger && logger.IsEnabled(level))
            {
                string session = Marshal.PtrToStringUTF8((nint)id) ?? "";
                Line(logger, level, session, text);
            }
        }
        catch (Exception)
        {
            // A logger that throws must not take the process with it: there is no one above but C.
        }
    }

    // What is an error to the library comes back as an exception too; its warnings are hints to whoever tunes a model.
    private static LogLevel Level(int severity) =>
        severity switch
        {
            0 => LogLevel.Trace,
            1 => LogLevel.Debug,
            2 => LogLevel.Information,
            _ => LogLevel.Warning,
        };

    [LoggerMessage(EventId = 100, Message = "ONNX Runtime, {Session}: {Message}")]
    private static partial void Line(ILogger logger, LogLevel level, string session, string message);
}
