using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using ImageForge.Kube.Auth;
using ImageForge.Kube.Config;

namespace ImageForge.Kube.Http;

/// <summary>Sends calls with authentication, rate limits and Retry-After; errors are exceptions.</summary>
/// <remarks>Not KubernetesClient's: it tries neither 429 nor 401 again, and its errors are text (LibraryTests).</remarks>
internal sealed class KubeTransport : IDisposable
{
    private const int MostTries = 10;
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    /// <summary>Limits the delay until clients notice that the server has recovered.</summary>
    private static readonly TimeSpan LongestOutageWait = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Jitter = TimeSpan.FromMilliseconds(100);

    private readonly KubeConfig _config;
    private readonly KubeClientOptions _options;
    private readonly ICredentialSource _credentials;
    private readonly TokenBucket[]? _budgets;
    private readonly Availability _availability;
    private readonly Lock _lock = new();
    private Connections _connections;

    public KubeTransport(
        KubeConfig config,
        KubeClientOptions options,
        ICredentialSource credentials,
        Availability availability
    )
    {
        _availability = availability;
        _config = config;
        _options = options;
        _credentials = credentials;
        _connections = Connect(null);
        if (options.CallsPerSecond is { } rate)
        {
            _budgets =
            [
                .. Enum.GetValues<CallBudget>().Select(_ => new TokenBucket(rate, options.Burst, options.Time)),
            ];
        }
    }

    /// <summary>Sends a call and returns the whole response.</summary>
    public Task<ReadOnlyMemory<byte>> SendAsync(Call call, CancellationToken cancellation) =>
        AnsweredAsync(call, ReadBodyAsync, cancellation);

    /// <summary>Sends a call and reads its response as it comes.</summary>
    public Task<T> SendAsync<T>(Call call, Func<Stream, CancellationToken, Task<T>> read, CancellationToken ct) =>
        AnsweredAsync(
            call,
            async (response, both) =>
            {
                using (response)
                {
                    return await read(await response.Content.ReadAsStreamAsync(both), both);
                }
            },
            ct
        );

    /// <summary>Sends a call and returns its response stream; the caller disposes it.</summary>
    public Task<AnswerStream> OpenAsync(Call call, CancellationToken cancellation) =>
        AnsweredAsync(call, OpenBodyAsync, cancellation);

    public void Dispose()
    {
        _connections.Dispose();
        (_credentials as IDisposable)?.Dispose();
    }

    private async Task<T> AnsweredAsync<T>(
        Call call,
        Func<HttpResponseMessage, CancellationToken, Task<T>> read,
        CancellationToken cancellation
    )
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await TryAsync(call, read, cancellation);
            }
            catch (KubeException e) when (attempt < MostTries && MustWait(e))
            {
                await WaitAsync(e, cancellation);
            }
        }
    }

    // The caller must request another version; waiting does not help.
    private static bool MustWait(KubeException e) =>
        e is { RetryAfter: not null, IsTooLargeResourceVersion: false, Code: 429 or >= 500 };

    private Task WaitAsync(KubeException e, CancellationToken cancellation)
    {
        var longest = e.IsTooManyRequests ? LongestWait : LongestOutageWait;
        var wait = TimeSpan.FromTicks(Math.Clamp(e.RetryAfter!.Value.Ticks, 0, longest.Ticks));
        return e.IsTooManyRequests
            ? Task.Delay(wait, _options.Time, cancellation)
            : _availability.WaitAsync(wait, Jitter, cancellation);
    }

    private static async Task<ReadOnlyMemory<byte>> ReadBodyAsync(HttpResponseMessage response, CancellationToken ct)
    {
        using (response)
        {
            return await response.Content.ReadAsByteArrayAsync(ct);
        }
    }

    private static async Task<AnswerStream> OpenBodyAsync(HttpResponseMessage response, CancellationToken ct) =>
        new(response, await response.Content.ReadAsStreamAsync(ct));

    private async Task<TAnswer> TryAsync<TAnswer>(
        Call call,
        Func<HttpResponseMessage, CancellationToken, Task<TAnswer>> read,
        CancellationToken cancellation
    )
    {
        if (_budgets?[(int)call.Budget].Take() is { } wait && wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, _options.Time, cancellation);
        }
        using var timeout = new CancellationTokenSource(_options.RequestTimeout, _options.Time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellation, timeout.Token);
        try
        {
            var answer = await read(await AuthenticatedAsync(call, both.Token), both.Token);
            _availability.Answered();
            return answer;
        }
        catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            throw Unreachable(
                call,
                "request timed out",
                $"timed out after {_options.RequestTimeout.TotalSeconds:0.#} s",
                e
            );
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw Unreachable(call, Category(e), e.GetBaseException().Message, e);
        }
        catch (KubeCredentialException e)
        {
            _availability.Failed("no credentials available", $"no credentials: {e.Message}");
            throw;
        }
        catch (KubeException e) when (Availability.Concerns(e))
        {
            _availability.Failed($"status code {e.Code}", $"status code {e.Code}: {e.Message}");
            throw;
        }
        catch (KubeException)
        {
            _availability.Answered();
            throw;
        }
    }

    private KubeTransportException Unreachable(Call call, string problem, string reason, Exception e)
    {
        _availability.Failed(problem, reason);
        // Without the query: parts of it are random, and callers log a message once.
        return new($"{call.Method} {call.Path.Split('?')[0]} at {_config.Server.Authority} failed: {reason}", e);
    }

    private static string Category(Exception e) =>
        (e.GetBaseException(), (e as HttpRequestException)?.HttpRequestError) switch
        {
            (SocketException { SocketErrorCode: SocketError.ConnectionRefused }, _) => "connection refused",
            (_, HttpRequestError.NameResolutionError) => "unknown host name",
            (_, HttpRequestError.SecureConnectionError) => "TLS handshake failed",
            _ => "connection failed",
        };

    private async Task<HttpResponseMessage> AuthenticatedAsync(Call call, CancellationToken cancellation)
    {
        var credential = await CredentialAsync(cancellation);
        var response = await SendOnceAsync(call, credential, cancellation);
        if (response.StatusCode == HttpStatusCode.Unauthorized && Refused(credential))
        {
            response.Dispose();
            response = await SendOnceAsync(call, await CredentialAsync(cancellation), cancellation);
        }
        if (response.IsSuccessStatusCode)
        {
            return response;
        }
        using (response)
        {
            throw ErrorAnswer.Read(
                (int)response.StatusCode,
                response.Content.Headers.ContentType?.MediaType,
                await response.Content.ReadAsByteArrayAsync(cancellation),
                RetryAfter(response)
            );
        }
    }

    private async ValueTask<Credential> CredentialAsync(CancellationToken cancellation)
    {
        try
        {
            return await _credentials.GetAsync(cancellation);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            // The next call tries again.
            throw new KubeCredentialException(e.Message, e);
        }
    }

    private bool Refused(Credential credential)
    {
        try
        {
            return _credentials.Refused(credential);
        }
        catch (KubeConfigException e)
        {
            throw new KubeCredentialException(e.Message, e);
        }
    }

    private Task<HttpResponseMessage> SendOnceAsync(Call call, Credential credential, CancellationToken cancellation)
    {
        var request = new HttpRequestMessage(call.Method, new Uri(Base() + call.Path))
        {
            Version = call.Lasts ? HttpVersion.Version20 : HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        };
        request.Headers.TryAddWithoutValidation("Accept", call.Accept);
        request.Headers.TryAddWithoutValidation("User-Agent", _options.UserAgent);
        if (_config.TlsServerName is { } name)
        {
            // The handler uses this name for SNI and certificate validation.
            request.Headers.Host = name;
        }
        if (credential.Token is { } token)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }
        _config.Impersonate?.AddTo(request.Headers);
        if (call.Body is { } body)
        {
            request.Content = new ReadOnlyMemoryContent(body);
            request.Content.Headers.TryAddWithoutValidation("Content-Type", call.ContentType);
        }
        var connections = ConnectionsFor(credential.Certificate);
        return (call.Lasts ? connections.Streams : connections.Calls).SendAsync(request, cancellation);
    }

    // The server may have a base path, such as behind a gateway.
    private string Base() => _config.Server.GetLeftPart(UriPartial.Path).TrimEnd('/');

    private TimeSpan? RetryAfter(HttpResponseMessage response) =>
        response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - _options.Time.GetUtcNow(),
            _ => null,
        };

    // A connection keeps the certificate that it was made with: another certificate needs other connections.
    private Connections ConnectionsFor(X509Certificate2? certificate)
    {
        lock (_lock)
        {
            if (!ReferenceEquals(_connections.Certificate, certificate))
            {
                // Running calls finish on the old connections, which then time out.
                _connections = Connect(certificate);
            }
            return _connections;
        }
    }

    private Connections Connect(X509Certificate2? certificate)
    {
        Func<X509Certificate2?> current = _config is { ClientCertificate: { } file, ClientKey: { } key }
            // Read at each handshake: files may rotate.
            ? () => ClientCertificate.Load(file, key)
            : () => certificate;
        return new Connections(
            Handlers.Create(_config, _options, current),
            Handlers.Create(_config, _options, current),
            certificate
        );
    }
}
