using Microsoft.Extensions.Logging;

namespace ImageForge.Cli.Commands;

/// <summary>Console logging: warnings and errors, on standard error.</summary>
internal static class Logs
{
    public static ILoggerFactory ForConsole() =>
        LoggerFactory.Create(builder =>
            builder
                .SetMinimumLevel(LogLevel.Warning)
                // Start-up failures are reported by the program itself.
                .AddFilter("Microsoft", LogLevel.Critical)
                .AddSimpleConsole(console => console.SingleLine = true)
                .AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace)
        );
}
