using System.Security.Cryptography.X509Certificates;

namespace ImageForge.Kube.Http;

/// <summary>
/// The connections made with one client certificate. Watches, which stay, have their own: HTTP/2 allows about 100
/// streams a connection, and they must not crowd out calls.
/// </summary>
internal sealed record Connections(HttpMessageInvoker Calls, HttpMessageInvoker Streams, X509Certificate2? Certificate)
    : IDisposable
{
    /// <summary>Makes no new connections; calls under way end as they would.</summary>
    public void Dispose()
    {
        Calls.Dispose();
        Streams.Dispose();
    }
}
