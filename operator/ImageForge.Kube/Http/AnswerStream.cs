namespace ImageForge.Kube.Http;

/// <summary>An answer that is read as it comes.</summary>
internal sealed class AnswerStream(HttpResponseMessage response, Stream body) : IDisposable
{
    public Stream Body => body;

    public void Dispose()
    {
        body.Dispose();
        response.Dispose();
    }
}
