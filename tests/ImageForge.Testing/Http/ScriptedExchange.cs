using System.Net.Sockets;
using System.Text;

namespace ImageForge.Testing.Http;

/// <summary>One request and the means to answer it, well or badly.</summary>
public sealed class ScriptedExchange
{
    private readonly Socket _socket;
    private readonly Stream _stream;
    private readonly CancellationToken _stopping;

    internal ScriptedExchange(ScriptedRequest request, Socket socket, Stream stream, CancellationToken stopping)
    {
        Request = request;
        _socket = socket;
        _stream = stream;
        _stopping = stopping;
    }

    /// <summary>What was asked.</summary>
    public ScriptedRequest Request { get; }

    /// <summary>True once the connection cannot be used again.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>Answers in full.</summary>
    public Task AnswerAsync(int status, string body, string type = "application/json", params string[] headers)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        var head = new StringBuilder(
            $"HTTP/1.1 {status} X\r\nContent-Type: {type}\r\nContent-Length: {bytes.Length}\r\n"
        );
        foreach (var header in headers)
        {
            head.Append(header).Append("\r\n");
        }
        return WriteAsync([.. Encoding.ASCII.GetBytes(head.Append("\r\n").ToString()), .. bytes]);
    }

    /// <summary>Begins an answer of unknown length.</summary>
    public Task BeginAsync() =>
        WriteAsync(
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"u8.ToArray()
        );

    /// <summary>Sends a part of it.</summary>
    public Task SendAsync(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return WriteAsync([.. Encoding.ASCII.GetBytes($"{bytes.Length:x}\r\n"), .. bytes, .. "\r\n"u8]);
    }

    /// <summary>Sends a part of it that is one line.</summary>
    public Task SendLineAsync(string line) => SendAsync(line + "\n");

    /// <summary>Ends it as it should end.</summary>
    public Task EndAsync() => WriteAsync("0\r\n\r\n"u8.ToArray());

    /// <summary>Breaks the connection off (RST).</summary>
    public void Reset()
    {
        IsClosed = true;
        _socket.LingerState = new LingerOption(true, 0);
        _socket.Close();
    }

    /// <summary>Says nothing more until the test ends.</summary>
    public async Task KeepSilentAsync()
    {
        IsClosed = true;
        await Task.Delay(Timeout.InfiniteTimeSpan, _stopping);
    }

    private async Task WriteAsync(byte[] bytes) => await _stream.WriteAsync(bytes, _stopping);
}
