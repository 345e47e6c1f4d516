using System.Diagnostics;

namespace ImageForge.Testing.S3;

/// <summary>OpenStack Swift's S3 API on a free loopback port; it checks signatures, as a real store does.</summary>
/// <remarks>It ends with its standard input, so it does not outlive a test run that is killed.</remarks>
public sealed class SwiftServer : IAsyncDisposable
{
    /// <summary>Access key.</summary>
    public const string AccessKey = "test:tester";

    /// <summary>Secret key.</summary>
    public const string SecretKey = "testing-secret";

    /// <summary>A bucket that exists.</summary>
    public const string Bucket = "imageforge";

    // Debian's own interpreter: its packages are not seen by another that comes first on the path.
    private const string Python = "/usr/bin/python3";

    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly DirectoryInfo _folder;

    private SwiftServer(Process process, DirectoryInfo folder, Uri address)
    {
        _process = process;
        _folder = folder;
        Address = address;
    }

    /// <summary>Base address.</summary>
    public Uri Address { get; }

    /// <summary>Why it cannot be started here, or null.</summary>
    public static string? WhyNot() =>
        File.Exists("/usr/lib/python3/dist-packages/swift/proxy/server.py")
            ? null
            : $"no S3 server: install Swift by tests/tools/swift.sh (as root, Debian), or name a server in {S3Endpoint.Variable}";

    /// <summary>Starts a server with an empty store.</summary>
    public static async Task<SwiftServer> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("imageforge-swift-");
        var start = new ProcessStartInfo(Python) { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "tools", "swift-server.py"));
        foreach (var argument in new[] { folder.FullName, AccessKey, SecretKey, Bucket })
        {
            start.ArgumentList.Add(argument);
        }

        var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(StartTimeout);
        var line = await process.StandardOutput.ReadLineAsync(limit.Token);
        return line is not null
            ? new(process, folder, new(line))
            : throw new InvalidOperationException("Swift ended before it was ready; its error output says why");
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _folder.Refresh();
        if (_folder.Exists)
        {
            _folder.Delete(recursive: true);
        }
    }
}
