using System.Globalization;
using System.Text;

namespace ImageForge.DevCluster.Kubelet;

/// <summary>
/// The output of one run of a container, in a file of the form that container runtimes use: a line is
/// <c>TIME STREAM F TEXT</c>, and <c>P</c> instead of <c>F</c> where the text goes on without a line break.
/// </summary>
internal sealed class ContainerLog : IDisposable
{
    private const int LongestPart = 16 * 1024;

    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly FileStream _file;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ContainerLog(string path, TimeProvider time)
    {
        _time = time;
        FilePath = path;
        _file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, 0);
    }

    public string FilePath { get; }

    /// <summary>True when nothing will be added any more.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Ends with the next addition, or when the log is complete; take it before reading.</summary>
    public Task Changed
    {
        get
        {
            lock (_lock)
            {
                return IsComplete ? Task.CompletedTask : _changed.Task;
            }
        }
    }

    /// <summary>Adds everything that a stream brings, until its end or until cancelled.</summary>
    public async Task CopyAsync(string stream, Stream source, CancellationToken cancel)
    {
        var buffer = new byte[LongestPart];
        var length = 0;
        try
        {
            while (await source.ReadAsync(buffer.AsMemory(length), cancel) is var read and > 0)
            {
                length += read;
                var used = AddLines(stream, buffer.AsSpan(0, length));
                if (used == 0 && length == buffer.Length)
                {
                    Add(stream, 'P', buffer);
                    used = length;
                }
                buffer.AsSpan(used, length - used).CopyTo(buffer);
                length -= used;
            }
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested) { }
        if (length > 0)
        {
            Add(stream, 'P', buffer.AsSpan(0, length));
        }
    }

    public void Complete()
    {
        lock (_lock)
        {
            if (IsComplete)
            {
                return;
            }
            IsComplete = true;
            _file.Dispose();
            _changed.TrySetResult();
        }
    }

    public void Dispose() => Complete();

    private int AddLines(string stream, ReadOnlySpan<byte> bytes)
    {
        var used = 0;
        while (bytes[used..].IndexOf((byte)'\n') is var end and >= 0)
        {
            Add(stream, 'F', bytes.Slice(used, end));
            used += end + 1;
        }
        return used;
    }

    private void Add(string stream, char tag, ReadOnlySpan<byte> text)
    {
        lock (_lock)
        {
            if (IsComplete)
            {
                return;
            }
            var time = _time
                .GetUtcNow()
                .UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'00Z'", CultureInfo.InvariantCulture);
            var head = Encoding.ASCII.GetBytes($"{time} {stream} {tag} ");
            var line = new byte[head.Length + text.Length + 1];
            head.CopyTo(line, 0);
            text.CopyTo(line.AsSpan(head.Length));
            line[^1] = (byte)'\n';
            _file.Write(line);
            var changed = _changed;
            _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            changed.TrySetResult();
        }
    }
}
