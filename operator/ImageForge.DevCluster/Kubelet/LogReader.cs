using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;

namespace ImageForge.DevCluster.Kubelet;

/// <summary>Reads a container's log file, and goes on reading where it is followed.</summary>
internal sealed class LogReader(ContainerLog log, LogQuery query, DateTimeOffset now)
{
    private readonly DateTimeOffset _since =
        query.SinceTime ?? (query.SinceSeconds is { } s ? now - TimeSpan.FromSeconds(s) : DateTimeOffset.MinValue);

    private long _left = query.LimitBytes ?? long.MaxValue;

    /// <summary>What was printed, piece by piece.</summary>
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        await using var file = new FileStream(
            log.FilePath,
            FileMode.Open,
            FileAccess.Read,
            FileShare.ReadWrite | FileShare.Delete
        );
        var rest = new ArrayBufferWriter<byte>();
        var first = true;
        var startsLine = true;
        while (true)
        {
            // Both are taken before reading, so that nothing that comes meanwhile is missed.
            var changed = log.Changed;
            var isComplete = log.IsComplete;
            var entries = (await ReadEntriesAsync(file, rest, cancel)).Where(e => e.At >= _since).ToList();
            if (first && query.TailLines is { } tail)
            {
                entries = Last(entries, tail);
            }
            first = false;
            foreach (var entry in entries)
            {
                var piece =
                    query.Timestamps && startsLine
                        ? [.. Encoding.ASCII.GetBytes($"{entry.Time} "), .. entry.Text]
                        : entry.Text;
                startsLine = entry.EndsLine;
                var length = (int)Math.Min(_left, piece.Length);
                _left -= length;
                yield return piece.AsMemory(0, length);
                if (_left == 0)
                {
                    yield break;
                }
            }
            if (!query.Follow || isComplete)
            {
                yield break;
            }
            await changed.WaitAsync(cancel);
        }
    }

    private static async Task<List<LogEntry>> ReadEntriesAsync(
        FileStream file,
        ArrayBufferWriter<byte> rest,
        CancellationToken cancel
    )
    {
        while (await file.ReadAsync(rest.GetMemory(64 * 1024), cancel) is var read and > 0)
        {
            rest.Advance(read);
        }
        var entries = new List<LogEntry>();
        var used = 0;
        while (rest.WrittenSpan[used..].IndexOf((byte)'\n') is var end and >= 0)
        {
            entries.Add(LogEntry.Parse(rest.WrittenSpan.Slice(used, end)));
            used += end + 1;
        }
        var unfinished = rest.WrittenSpan[used..].ToArray();
        rest.Clear();
        rest.Write(unfinished);
        return entries;
    }

    // Lines, not entries: a long line is several entries.
    private static List<LogEntry> Last(List<LogEntry> entries, long lines)
    {
        var start = entries.Count;
        for (var found = 0L; start > 0; start--)
        {
            if (start == entries.Count || entries[start - 1].EndsLine)
            {
                found++;
            }
            if (found > lines)
            {
                break;
            }
        }
        return entries[start..];
    }
}
