using System.Security.Cryptography.X509Certificates;
using ImageForge.Kube.Config;
using k8s.Models;
using Xunit;

namespace ImageForge.Kube.Tests.Http;

/// <summary>Whom the client trusts, and who it says it is.</summary>
public sealed class TlsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tls-");
    private readonly TestAuthority _authority = new("one");
    private readonly TestAuthority _other = new("two");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _authority.Dispose();
        _other.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Calls_take_HTTP_1_1_and_watches_HTTP_2_on_connections_of_their_own()
    {
        using var certificate = _authority.Issue("server");
        await using var server = await TlsServer.StartAsync(certificate);
        using var client = KubeClient.Create(Config(server));
        var first = await GetAsync(client);
        Assert.Equal("HTTP/1.1", first["protocol"]);
        Assert.Equal(first["connection"], (await GetAsync(client))["connection"]);
        await foreach (var line in client.WatchAsync(CoreResources.ConfigMaps, null, new WatchOptions(), Cancel))
        {
            var added = Assert.IsType<WatchEvent<V1ConfigMap>.Added>(line);
            Assert.Equal("HTTP/2", added.Object.Data!["protocol"]);
            Assert.NotEqual(first["connection"], added.Object.Data["connection"]);
            break;
        }
    }

    [Fact]
    public async Task A_server_that_another_authority_vouches_for_is_refused()
    {
        using var certificate = _other.Issue("server");
        await using var server = await TlsServer.StartAsync(certificate);
        using var client = KubeClient.Create(Config(server));
        await Assert.ThrowsAsync<KubeTransportException>(() => GetAsync(client));
        using var careless = KubeClient.Create(
            Config(server) with
            {
                CertificateAuthority = null,
                InsecureSkipTlsVerify = true,
            }
        );
        await GetAsync(careless);
    }

    [Fact]
    public async Task The_certificate_must_bear_the_servers_name_or_the_one_that_is_asked_for()
    {
        using var certificate = _authority.Issue("server", "api.internal");
        await using var server = await TlsServer.StartAsync(certificate);
        using var client = KubeClient.Create(Config(server));
        await Assert.ThrowsAsync<KubeTransportException>(() => GetAsync(client));
        using var named = KubeClient.Create(Config(server) with { TlsServerName = "api.internal" });
        await GetAsync(named);
    }

    [Fact]
    public async Task An_authority_that_rotates_is_trusted_without_a_restart()
    {
        var file = Path.Combine(_folder.FullName, "ca.crt");
        await File.WriteAllTextAsync(file, _authority.Pem, Cancel);
        using var before = _authority.Issue("server");
        using var after = _other.Issue("server");
        var server = await TlsServer.StartAsync(before);
        var address = server.Address;
        using var client = KubeClient.Create(Config(server) with { CertificateAuthority = new Pem(null, file) });
        await GetAsync(client);
        await server.DisposeAsync();
        await using var successor = await TlsServer.StartAsync(after, address.Port);
        await Assert.ThrowsAsync<KubeTransportException>(() => GetAsync(client));
        await File.WriteAllTextAsync(file, _other.Pem, Cancel);
        await GetAsync(client);
    }

    [Fact]
    public async Task A_client_certificate_is_shown()
    {
        using var certificate = _authority.Issue("server");
        using var alice = _authority.Issue("alice");
        await using var server = await TlsServer.StartAsync(certificate);
        using var client = KubeClient.Create(
            Config(server) with
            {
                ClientCertificate = new Pem(alice.ExportCertificatePem(), null),
                ClientKey = new Pem(alice.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem(), null),
            }
        );
        Assert.Equal("CN=alice", (await GetAsync(client))["client"]);
    }

    [Fact]
    public async Task A_program_that_prints_another_certificate_makes_another_connection()
    {
        using var certificate = _authority.Issue("server");
        await using var server = await TlsServer.StartAsync(certificate);
        var script = Path.Combine(_folder.FullName, "login");
        var file = Path.Combine(_folder.FullName, "credential.json");
        await File.WriteAllTextAsync(script, $"cat '{file}'\n", Cancel);
        using var client = KubeClient.Create(
            Config(server) with
            {
                Exec = new ExecPlugin
                {
                    ApiVersion = "client.authentication.k8s.io/v1",
                    Command = "/bin/sh",
                    Args = [script],
                },
            }
        );
        foreach (var subject in new[] { "alice", "bob" })
        {
            using var issued = _authority.Issue(subject);
            // Expired already, so that every call asks again.
            var credential = new System.Text.Json.Nodes.JsonObject
            {
                ["apiVersion"] = "client.authentication.k8s.io/v1",
                ["kind"] = "ExecCredential",
                ["status"] = new System.Text.Json.Nodes.JsonObject
                {
                    ["expirationTimestamp"] = "2020-01-01T00:00:00Z",
                    ["clientCertificateData"] = issued.ExportCertificatePem(),
                    ["clientKeyData"] = issued.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem(),
                },
            };
            await File.WriteAllTextAsync(file, credential.ToJsonString(), Cancel);
            Assert.Equal($"CN={subject}", (await GetAsync(client))["client"]);
        }
    }

    private KubeConfig Config(TlsServer server) =>
        new() { Server = server.Address, CertificateAuthority = new Pem(_authority.Pem, null) };

    private static async Task<IDictionary<string, string>> GetAsync(KubeClient client) =>
        (await client.GetAsync(CoreResources.ConfigMaps, new ObjectKey("studio", "a"), Cancel)).Data!;
}
