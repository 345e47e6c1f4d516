using System.Text;
using System.Text.Json.Nodes;
using ImageForge.DevCluster.Controllers;

namespace ImageForge.DevCluster.Kubelet;

/// <summary>What a container left behind about how it ended.</summary>
internal static class TerminationMessage
{
    private const int LongestFile = 4096;
    private const int LongestLog = 2048;
    private const int LogLines = 80;

    /// <summary>The file's content, or the end of the log where the policy says so, the file is empty and it failed.</summary>
    public static async Task<string?> ReadAsync(JsonObject container, int exitCode, string file, ContainerLog log)
    {
        var message = File.Exists(file) ? Encoding.UTF8.GetString(await HeadAsync(file)) : "";
        if (message.Length > 0)
        {
            return message;
        }
        if (exitCode == 0 || container.Text("terminationMessagePolicy") != "FallbackToLogsOnError")
        {
            return null;
        }
        var text = new StringBuilder();
        var reader = new LogReader(log, new LogQuery { TailLines = LogLines }, DateTimeOffset.MaxValue);
        await foreach (var piece in reader.ReadAsync(CancellationToken.None))
        {
            text.Append(Encoding.UTF8.GetString(piece.Span));
        }
        return text.Length <= LongestLog ? text.ToString() : text.ToString(text.Length - LongestLog, LongestLog);
    }

    private static async Task<byte[]> HeadAsync(string file)
    {
        await using var stream = File.OpenRead(file);
        var head = new byte[(int)Math.Min(LongestFile, stream.Length)];
        var read = await stream.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false);
        return head[..read];
    }
}
