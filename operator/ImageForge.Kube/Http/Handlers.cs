using System.Net;
using System.Net.Security;
using System.Net.Sockets;
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
            ConnectCallback = (context, cancellation) => ConnectAsync(context.DnsEndPoint, options.Ping, cancellation),
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

    // HTTP/1.1 has no pings. The system probes idle connections, and finds dead ones in the same time; a call whose bytes are
    // not acknowledged, or whose answer does not come, ends with its own timeout.
    private static async ValueTask<Stream> ConnectAsync(
        DnsEndPoint server,
        (TimeSpan Delay, TimeSpan Timeout) ping,
        CancellationToken cancellation
    )
    {
        const int Probes = 3;
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
            Set(SocketOptionName.TcpKeepAliveTime, ping.Delay);
            Set(SocketOptionName.TcpKeepAliveInterval, ping.Timeout / Probes);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, Probes);
            await socket.ConnectAsync(server, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }

        void Set(SocketOptionName name, TimeSpan time) =>
            socket.SetSocketOption(SocketOptionLevel.Tcp, name, Math.Max(1, (int)time.TotalSeconds));
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
