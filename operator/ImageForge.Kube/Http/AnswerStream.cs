namespace ImageForge.Kube.Http;

/// <summary>A streamed response.</summary>
internal sealed class AnswerStream(HttpResponseMessage response, Stream body) : IDisposable
{
    public Stream Body => body;

    public void Dispose()
    {
        body.Dispose();
        response.Dispose();
    }
}
