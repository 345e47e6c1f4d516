using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ImageForge.Contracts.Networks;
using ImageForge.Runner.Plans;

namespace ImageForge.Runner.Inputs;

/// <summary>
/// Fetches pictures over HTTP: limited in bytes, time and redirects, from public addresses and from networks that the operator
/// allows. Addresses at which clouds hand out credentials are never connected to.
/// </summary>
internal sealed class HttpInputs : IDisposable
{
    private const long MostBytes = 64 * 1024 * 1024;
    private const int MostRedirects = 5;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private readonly HttpClient _client;
    private readonly TimeProvider _time;
    private readonly IReadOnlyList<IPNetwork> _allowed;
    private readonly Func<string, CancellationToken, Task<IPAddress[]>> _resolve;

    /// <param name="environment">Reads a variable of the environment.</param>
    /// <param name="time">The clock.</param>
    /// <param name="resolve">Looks up the addresses of a host; the system's resolver if not given.</param>
    /// <exception cref="PlanInvalidException">The networks that are allowed cannot be read.</exception>
    public HttpInputs(
        Func<string, string?> environment,
        TimeProvider time,
        Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null
    )
    {
        _time = time;
        _resolve = resolve ?? Dns.GetHostAddressesAsync;
        _allowed = Allowed(environment);
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            // A proxy would look names up in our place, and with it decide which address is asked.
            UseProxy = false,
            ConnectCallback = ConnectAsync,
            // Spans, but no trace context for servers that users name.
            ActivityHeadersPropagator = DistributedContextPropagator.CreateNoOutputPropagator(),
        };
        _client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        _client.DefaultRequestHeaders.UserAgent.ParseAdd("ImageForge");
    }

    /// <summary>Whether an address is one to fetch here.</summary>
    public static bool IsAddress(string uri) =>
        Uri.TryCreate(uri, UriKind.Absolute, out var parsed) && parsed.Scheme is "http" or "https";

    /// <summary>The bytes of an address.</summary>
    /// <exception cref="InputUnusableException">They cannot be had; the message says why.</exception>
    public async Task<byte[]> GetAsync(string uri, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Longest, _time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await FollowAsync(new Uri(uri), both.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new InputUnavailableException($"'{Shown(uri)}' took longer than {Longest.TotalSeconds:0} seconds");
        }
        catch (HttpRequestException e) when (e.InnerException is InputUnusableException refused)
        {
            throw new InputUnusableException($"'{Shown(uri)}' cannot be fetched: {refused.Message}");
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw new InputUnavailableException($"'{Shown(uri)}' cannot be fetched: {Words(e)}");
        }
    }

    /// <summary>
    /// An address for messages and reports, without user, query and fragment: a presigned URL has its signature there.
    /// </summary>
    public static string Shown(string uri)
    {
        if (!IsAddress(uri))
        {
            return uri;
        }

        var end = uri.AsSpan().IndexOfAny('?', '#');
        var bare = end < 0 ? uri : uri[..end] + "?...";
        var host = bare.IndexOf("//", StringComparison.Ordinal) + 2;
        var path = bare.IndexOf('/', host);
        var user = bare.LastIndexOf('@', path < 0 ? bare.Length - 1 : path);
        return user < host ? bare : bare[..host] + bare[(user + 1)..];
    }

    /// <inheritdoc />
    public void Dispose() => _client.Dispose();

    private async Task<byte[]> FollowAsync(Uri uri, CancellationToken cancellationToken)
    {
        var at = uri;
        for (var redirects = 0; ; redirects++)
        {
            using var answer = await _client.GetAsync(at, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if ((int)answer.StatusCode is 301 or 302 or 303 or 307 or 308 && answer.Headers.Location is { } location)
            {
                at = Next(uri, at, location, redirects);
                continue;
            }

            return answer.IsSuccessStatusCode
                ? await ReadAsync(uri, answer, cancellationToken)
                : throw Failure(
                    $"'{Shown(uri.OriginalString)}' returned status {(int)answer.StatusCode}",
                    (int)answer.StatusCode
                );
        }
    }

    private static InputException Failure(string message, int status) =>
        status switch
        {
            404 or 410 => InputUnusableException.Missing(message),
            408 or 425 or 429 or >= 500 => new InputUnavailableException(message),
            _ => new InputUnusableException(message),
        };

    // Without addresses, of which the next attempt may meet another.
    private static string Words(Exception e) =>
        (e as HttpRequestException)?.HttpRequestError switch
        {
            HttpRequestError.NameResolutionError => "its host name cannot be resolved",
            HttpRequestError.ConnectionError => "connection failed",
            HttpRequestError.SecureConnectionError => "no TLS connection can be made",
            _ => "the answer cannot be read, or ends early",
        };

    internal static Uri Next(Uri asked, Uri at, Uri location, int redirects)
    {
        var next = new Uri(at, location);
        return redirects >= MostRedirects
                ? throw new InputUnusableException(
                    $"'{Shown(asked.OriginalString)}' redirects more than {MostRedirects} times"
                )
            : next.Scheme == "https" || next.Scheme == at.Scheme ? next
            : throw new InputUnusableException(
                $"'{Shown(asked.OriginalString)}' redirects from {at.Scheme} to {next.Scheme}"
            );
    }

    private static async Task<byte[]> ReadAsync(
        Uri uri,
        HttpResponseMessage answer,
        CancellationToken cancellationToken
    )
    {
        var stream = await answer.Content.ReadAsStreamAsync(cancellationToken);
        await using var _ = stream;
        using var file = new MemoryStream();
        var buffer = new byte[81920];
        while (await stream.ReadAsync(buffer, cancellationToken) is > 0 and var read)
        {
            file.Write(buffer, 0, read);
            if (file.Length > MostBytes)
            {
                throw new InputUnusableException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"'{Shown(uri.OriginalString)}' has more than {MostBytes} bytes"
                    )
                );
            }
        }

        return file.ToArray();
    }

    // The address that is connected to is the one that was checked: a second look-up could give another.
    private async ValueTask<Stream> ConnectAsync(
        SocketsHttpConnectionContext context,
        CancellationToken cancellationToken
    )
    {
        var host = context.DnsEndPoint.Host;
        var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await _resolve(host, cancellationToken);
        var usable = Array.FindAll(addresses, IsUsable);
        if (usable.Length == 0 && addresses.Length > 0)
        {
            throw new InputUnusableException(
                Array.TrueForAll(addresses, a => AddressKinds.Of(a) == AddressKind.Forbidden)
                    ? $"{host} has a link-local, cloud metadata, multicast or unspecified address, which is never allowed"
                    : $"{host} has no public address; the operator's --allow-input-cidr allows networks"
            );
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(usable, context.DnsEndPoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private bool IsUsable(IPAddress address) =>
        AddressKinds.Of(address) switch
        {
            AddressKind.Public => true,
            AddressKind.Private => AddressKinds.IsIn(address, _allowed),
            _ => false,
        };

    private static IReadOnlyList<IPNetwork> Allowed(Func<string, string?> environment)
    {
        try
        {
            return AddressKinds.ParseNetworks(environment(AddressKinds.AllowVariable) ?? "");
        }
        catch (FormatException e)
        {
            throw new PlanInvalidException($"{AddressKinds.AllowVariable}: {e.Message}");
        }
    }
}
