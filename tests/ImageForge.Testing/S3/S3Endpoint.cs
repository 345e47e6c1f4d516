namespace ImageForge.Testing.S3;

/// <summary>An S3 server for tests: the one that <c>IMAGEFORGE_TEST_S3</c> names, or Swift started for this run.</summary>
public sealed class S3Endpoint : IAsyncDisposable
{
    /// <summary>Names a server as <c>http://key:secret@host:port/bucket</c>; the bucket must exist.</summary>
    public const string Variable = "IMAGEFORGE_TEST_S3";

    private readonly SwiftServer? _swift;

    private S3Endpoint(Uri address, string accessKey, string secretKey, string bucket, SwiftServer? swift)
    {
        Address = address;
        AccessKey = accessKey;
        SecretKey = secretKey;
        Bucket = bucket;
        _swift = swift;
    }

    /// <summary>Base address.</summary>
    public Uri Address { get; }

    /// <summary>Access key.</summary>
    public string AccessKey { get; }

    /// <summary>Secret key.</summary>
    public string SecretKey { get; }

    /// <summary>A bucket that exists; it may hold other things, so use a prefix of your own.</summary>
    public string Bucket { get; }

    /// <summary>Why there is no server here, or null where one can be had: the reason to skip a test with.</summary>
    public static string? WhyNot() =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } ? null : SwiftServer.WhyNot();

    /// <summary>Connects to the named server or starts Swift.</summary>
    public static async Task<S3Endpoint> OpenAsync()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named)
        {
            var uri = new Uri(named);
            var keys = uri.UserInfo.Split(':', 2);
            return new(
                new(uri.GetLeftPart(UriPartial.Scheme) + uri.Authority),
                Uri.UnescapeDataString(keys[0]),
                Uri.UnescapeDataString(keys[1]),
                uri.AbsolutePath.Trim('/'),
                swift: null
            );
        }

        var swift = await SwiftServer.StartAsync();
        return new(swift.Address, SwiftServer.AccessKey, SwiftServer.SecretKey, SwiftServer.Bucket, swift);
    }

    /// <summary>The keys as a store finds them in its environment.</summary>
    public string? Lookup(string variable) =>
        variable switch
        {
            "AWS_ACCESS_KEY_ID" => AccessKey,
            "AWS_SECRET_ACCESS_KEY" => SecretKey,
            _ => null,
        };

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_swift is not null)
        {
            await _swift.DisposeAsync();
        }
    }
}
