using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Amazon.Runtime;
using ImageForge.Artifacts.Errors;
using ImageForge.Contracts.Networks;

namespace ImageForge.Artifacts.S3;

/// <summary>The connections of all S3 clients of a process.</summary>
internal sealed class S3Connections : HttpClientFactory
{
    private static readonly HttpClient Client = new(
        new SocketsHttpHandler
        {
            ConnectTimeout = TimeSpan.FromSeconds(5),
            ConnectCallback = async (context, cancellationToken) =>
                await ConnectAsync(context.DnsEndPoint, cancellationToken),
            AllowAutoRedirect = false,
            UseCookies = false,
            // An answer that is given up takes its connection with it. Read to its end in the background, it could hand the
            // connection on while the cancellation still tears it down, and break another call.
            MaxResponseDrainSize = 0,
            // Spans, but no trace context for servers that users name.
            ActivityHeadersPropagator = DistributedContextPropagator.CreateNoOutputPropagator(),
        }
    )
    {
        // No limit of its own: each call has one, retries included (see S3Calls).
        Timeout = Timeout.InfiniteTimeSpan,
    };

    private S3Connections() { }

    /// <summary>The only one.</summary>
    public static S3Connections Shared { get; } = new();

    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => Client;

    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

    public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => false;

    /// <summary>Connects, but not to where clouds hand out credentials: users name endpoints. Private networks are allowed.</summary>
    /// <exception cref="StorePlanException">The host has no other addresses than such.</exception>
    internal static async Task<Stream> ConnectAsync(DnsEndPoint server, CancellationToken cancellationToken)
    {
        var host = server.Host;
        var addresses = IPAddress.TryParse(host, out var literal)
            ? [literal]
            : await Dns.GetHostAddressesAsync(host, cancellationToken);
        var usable = Array.FindAll(addresses, a => AddressKinds.Of(a) != AddressKind.Forbidden);
        if (usable.Length == 0 && addresses.Length > 0)
        {
            throw new StorePlanException(S3Location.Forbidden(host));
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(usable, server.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
