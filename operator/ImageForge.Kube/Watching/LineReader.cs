namespace ImageForge.Kube.Watching;

/// <summary>
/// Splits a stream into lines of any length. A line is valid until the next is asked for; what follows the last line
/// end is not a line: the connection broke in the middle of it.
/// </summary>
/// <remarks>Not KubernetesClient's Watcher: it throws when a quiet watch ends as it should (LibraryTests).</remarks>
internal sealed class LineReader(Stream stream)
{
    // Most events are a few KB; a larger one makes the buffer grow, and it stays so for the next.
    private byte[] _buffer = new byte[16 * 1024];
    private int _start;
    private int _scanned;
    private int _end;

    /// <summary>The next line that is not empty, or null at the end of the stream.</summary>
    public async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(CancellationToken cancellation)
    {
        while (true)
        {
            var newline = _buffer.AsSpan(_scanned, _end - _scanned).IndexOf((byte)'\n');
            if (newline >= 0)
            {
                var line = _buffer.AsMemory(_start, _scanned + newline - _start);
                _start = _scanned = _scanned + newline + 1;
                if (line.Length > 0)
                {
                    return line;
                }
                continue;
            }
            _scanned = _end;
            MakeRoom();
            var read = await stream.ReadAsync(_buffer.AsMemory(_end), cancellation);
            if (read == 0)
            {
                return null;
            }
            _end += read;
        }
    }

    private void MakeRoom()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _end -= _start;
            _scanned -= _start;
            _start = 0;
        }
        if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }
    }
}
