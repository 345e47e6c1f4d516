using Microsoft.Extensions.Logging;

namespace ImageForge.Cli.Commands;

/// <summary>Logs of a person's terminal: warnings and errors only, on standard error.</summary>
internal static class Logs
{
    public static ILoggerFactory ForConsole() =>
        LoggerFactory.Create(builder =>
            builder
                .SetMinimumLevel(LogLevel.Warning)
                // What fails while starting is said in one sentence by the program itself.
                .AddFilter("Microsoft", LogLevel.Critical)
                .AddSimpleConsole(console => console.SingleLine = true)
                .AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace)
        );
}
