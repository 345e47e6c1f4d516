using System.Collections.Concurrent;
using System.Net;

namespace ImageForge.Artifacts.Tests.S3;

/// <summary>Answers conditional puts with the statuses of a script, heads with 404, all else with 200.</summary>
internal sealed class ScriptedServer : IDisposable
{
    private readonly HttpListener _listener;
    private readonly ConcurrentQueue<HttpStatusCode> _script;

    public ScriptedServer(params HttpStatusCode[] script)
    {
        _script = new(script);
        (_listener, Address) = LoopbackListener.Start();
        _ = ServeAsync();
    }

    public string Address { get; }

    public int Conditional { get; private set; }

    public int Plain { get; private set; }

    public void Dispose() => _listener.Close();

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                await context.Request.InputStream.CopyToAsync(Stream.Null);
                context.Response.StatusCode = (int)Answer(context.Request);
                context.Response.Close();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private HttpStatusCode Answer(HttpListenerRequest request)
    {
        switch (request.HttpMethod, request.Headers["If-None-Match"])
        {
            case ("HEAD", _):
                return HttpStatusCode.NotFound;
            case ("PUT", "*"):
                Conditional++;
                return _script.TryDequeue(out var status) ? status : HttpStatusCode.OK;
            default:
                Plain++;
                return HttpStatusCode.OK;
        }
    }
}
