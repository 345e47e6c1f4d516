using Amazon.Runtime;

namespace ImageForge.Artifacts.S3;

/// <summary>The connections of all S3 clients of a process.</summary>
internal sealed class S3Connections : HttpClientFactory
{
    private static readonly HttpClient Client = new(
        new SocketsHttpHandler
        {
            ConnectTimeout = TimeSpan.FromSeconds(5),
            AllowAutoRedirect = false,
            UseCookies = false,
            // An answer that is given up takes its connection with it. Read to its end in the background, it could hand the
            // connection on while the cancellation still tears it down, and break another call that nobody cancelled.
            MaxResponseDrainSize = 0,
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
}
