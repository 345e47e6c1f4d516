using System.Globalization;

namespace ImageForge.DevCluster.Kubelet;

/// <summary>One line of a log file.</summary>
/// <param name="Time">As written.</param>
/// <param name="Text">What was printed, with its line break where it had one.</param>
internal readonly record struct LogEntry(string Time, byte[] Text)
{
    public DateTimeOffset At => DateTimeOffset.Parse(Time, CultureInfo.InvariantCulture);

    public bool EndsLine => Text is [.., (byte)'\n'];

    /// <summary>Reads a line of the file, without its line break.</summary>
    public static LogEntry Parse(ReadOnlySpan<byte> line)
    {
        var time = line.IndexOf((byte)' ');
        var stream = time + 1 + line[(time + 1)..].IndexOf((byte)' ');
        var text = line[(stream + 3)..];
        var isWhole = line[stream + 1] == 'F';
        return new LogEntry(
            System.Text.Encoding.ASCII.GetString(line[..time]),
            isWhole ? [.. text, (byte)'\n'] : [.. text]
        );
    }
}
