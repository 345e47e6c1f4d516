using ImageForge.Testing.S3;
using Xunit;

namespace ImageForge.Artifacts.Tests.S3;

/// <summary>One server for a class of tests, where one can be had.</summary>
public sealed class S3Fixture : IAsyncLifetime
{
    public S3Endpoint? Server { get; private set; }

    public async ValueTask InitializeAsync() =>
        Server = S3Endpoint.WhyNot() is null ? await S3Endpoint.OpenAsync() : null;

    public async ValueTask DisposeAsync()
    {
        if (Server is not null)
        {
            await Server.DisposeAsync();
        }
    }
}
