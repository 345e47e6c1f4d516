using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging;

namespace ImageForge.Runner.Logging;

/// <summary>Lines for people.</summary>
internal sealed class TextLineLogger(Stream stream, TimeProvider time) : LineLogger(stream, time)
{
    /// <inheritdoc />
    protected override byte[] Format(LogEvent entry)
    {
        var clock = entry.Time.ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture);
        var mark = entry.Level switch
        {
            LogLevel.Information => "",
            LogLevel.Warning => "warning: ",
            _ => "error: ",
        };
        var exception = entry.Exception is null ? "" : $"{Environment.NewLine}{entry.Exception}";
        return Encoding.UTF8.GetBytes($"{clock} {mark}{entry.Message}{exception}{Environment.NewLine}");
    }
}
