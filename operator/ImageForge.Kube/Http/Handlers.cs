using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using ImageForge.Kube.Config;

namespace ImageForge.Kube.Http;

/// <summary>Makes the handlers that hold the connections.</summary>
internal static class Handlers
{
    /// <param name="config">The server and how to trust it.</param>
    /// <param name="options">Ping times.</param>
    /// <param name="certificate">Client certificate for the next handshake, if any.</param>
    public static HttpMessageInvoker Create(
        KubeConfig config,
        KubeClientOptions options,
        Func<X509Certificate2?> certificate
    )
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = TimeSpan.FromSeconds(15),
            // Idle connections may be dropped by proxies or firewalls.
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(90),
            EnableMultipleHttp2Connections = true,
            KeepAlivePingDelay = options.Ping.Delay,
            KeepAlivePingTimeout = options.Ping.Timeout,
            KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
            SslOptions = new SslClientAuthenticationOptions
            {
                RemoteCertificateValidationCallback = ServerTrust.Callback(config),
                LocalCertificateSelectionCallback = (_, _, _, _, _) => certificate()!,
            },
        };
        if (config.ProxyUrl is { } proxy)
        {
            handler.Proxy = new WebProxy(proxy) { Credentials = Credentials(proxy) };
        }
        else if (config.Server.IsLoopback)
        {
            handler.UseProxy = false;
        }
        return new HttpMessageInvoker(handler);
    }

    private static NetworkCredential? Credentials(Uri proxy)
    {
        if (proxy.UserInfo.Length == 0)
        {
            return null;
        }
        var parts = proxy.UserInfo.Split(':', 2);
        return new NetworkCredential(
            Uri.UnescapeDataString(parts[0]),
            parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : ""
        );
    }
}
