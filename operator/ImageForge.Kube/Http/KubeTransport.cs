using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using ImageForge.Kube.Auth;
using ImageForge.Kube.Config;

namespace ImageForge.Kube.Http;

/// <summary>Sends calls: authentication, waiting when asked to, and errors as exceptions.</summary>
internal sealed class KubeTransport : IDisposable
{
    private const int MostTries = 10;
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    private readonly KubeConfig _config;
    private readonly KubeClientOptions _options;
    private readonly ICredentialSource _credentials;
    private readonly HttpMessageInvoker _calls;
    private readonly HttpMessageInvoker _streams;
    private readonly TokenBucket[]? _budgets;
    private X509Certificate2? _certificate;

    public KubeTransport(KubeConfig config, KubeClientOptions options, ICredentialSource credentials)
    {
        _config = config;
        _options = options;
        _credentials = credentials;
        // HTTP/2 allows about 100 streams a connection: watches, which stay, must not crowd out calls.
        _calls = Handlers.Create(config, options, Certificate);
        _streams = Handlers.Create(config, options, Certificate);
        if (options.CallsPerSecond is { } rate)
        {
            _budgets =
            [
                .. Enum.GetValues<CallBudget>().Select(_ => new TokenBucket(rate, options.Burst, options.Time)),
            ];
        }
    }

    /// <summary>Sends a call and reads its answer in full.</summary>
    public async Task<ReadOnlyMemory<byte>> SendAsync(Call call, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await TryAsync(call, ReadBodyAsync, cancellation);
            }
            catch (KubeException e) when (attempt < MostTries && MustWait(e))
            {
                await Task.Delay(Wait(e), _options.Time, cancellation);
            }
        }
    }

    /// <summary>Sends a call and returns its answer as it comes; the caller disposes it.</summary>
    public async Task<AnswerStream> OpenAsync(Call call, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await TryAsync(call with { IsStream = true }, OpenBodyAsync, cancellation);
            }
            catch (KubeException e) when (attempt < MostTries && MustWait(e))
            {
                await Task.Delay(Wait(e), _options.Time, cancellation);
            }
        }
    }

    public void Dispose()
    {
        _calls.Dispose();
        _streams.Dispose();
    }

    // Waiting does not help where the caller must ask for another version.
    private static bool MustWait(KubeException e) =>
        e is { RetryAfter: not null, IsTooLargeResourceVersion: false, Code: 429 or >= 500 };

    private static TimeSpan Wait(KubeException e) => e.RetryAfter > LongestWait ? LongestWait : e.RetryAfter!.Value;

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
            return await read(await AuthenticatedAsync(call, both.Token), both.Token);
        }
        catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            throw new KubeTransportException(
                $"{_config.Server.Authority} did not answer {call.Method} {call.Path} within {_options.RequestTimeout.TotalSeconds:0.#} s.",
                e
            );
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw new KubeTransportException(
                $"{call.Method} {call.Path} at {_config.Server.Authority} failed: {e.GetBaseException().Message}",
                e
            );
        }
    }

    private async Task<HttpResponseMessage> AuthenticatedAsync(Call call, CancellationToken cancellation)
    {
        var credential = await _credentials.GetAsync(cancellation);
        var response = await SendOnceAsync(call, credential, cancellation);
        if (response.StatusCode == HttpStatusCode.Unauthorized && _credentials.Refused(credential))
        {
            response.Dispose();
            response = await SendOnceAsync(call, await _credentials.GetAsync(cancellation), cancellation);
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

    private Task<HttpResponseMessage> SendOnceAsync(Call call, Credential credential, CancellationToken cancellation)
    {
        // Read at the next handshake.
        Volatile.Write(ref _certificate, credential.Certificate);
        var request = new HttpRequestMessage(call.Method, new Uri(Base() + call.Path))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        };
        request.Headers.TryAddWithoutValidation("Accept", call.Accept);
        request.Headers.TryAddWithoutValidation("User-Agent", _options.UserAgent);
        if (credential.Token is { } token)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }
        AddImpersonation(request.Headers);
        if (call.Body is { } body)
        {
            request.Content = new ReadOnlyMemoryContent(body);
            request.Content.Headers.TryAddWithoutValidation("Content-Type", call.ContentType);
        }
        return (call.IsStream ? _streams : _calls).SendAsync(request, cancellation);
    }

    // A server may be served under a path, behind a gateway for instance.
    private string Base() => _config.Server.GetLeftPart(UriPartial.Path).TrimEnd('/');

    private void AddImpersonation(HttpRequestHeaders headers)
    {
        if (_config.Impersonate is not { } user)
        {
            return;
        }
        headers.TryAddWithoutValidation("Impersonate-User", user.User);
        if (user.Uid is { } uid)
        {
            headers.TryAddWithoutValidation("Impersonate-Uid", uid);
        }
        foreach (var group in user.Groups)
        {
            headers.TryAddWithoutValidation("Impersonate-Group", group);
        }
        foreach (var (key, values) in user.Extra)
        {
            // Keys may hold characters that header names may not.
            headers.TryAddWithoutValidation("Impersonate-Extra-" + Uri.EscapeDataString(key), values);
        }
    }

    private static TimeSpan? RetryAfter(HttpResponseMessage response) => response.Headers.RetryAfter?.Delta;

    private X509Certificate2? Certificate() =>
        _config is { ClientCertificate: { } certificate, ClientKey: { } key }
            ? ClientCertificate.Load(certificate, key)
            : Volatile.Read(ref _certificate);
}
