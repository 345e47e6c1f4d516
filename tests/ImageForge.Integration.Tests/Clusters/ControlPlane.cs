using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Xunit;

namespace ImageForge.Integration.Tests.Clusters;

/// <summary>A real kube-apiserver over a real etcd, on loopback, without controllers and nodes.</summary>
internal sealed class ControlPlane : ITestCluster
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(1);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("imageforge-control-plane-");
    private readonly List<Process> processes = [];
    private readonly string assets;

    private ControlPlane(string assets) => this.assets = assets;

    public string Description => $"kube-apiserver and etcd of {assets}";

    public string Kubeconfig => Path.Combine(folder.FullName, "kubeconfig");

    public bool RunsPods => false;

    public static async Task<ControlPlane> StartAsync(string assets)
    {
        var cluster = new ControlPlane(assets);
        try
        {
            await cluster.StartAsync();
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        // The API server first: without its store it would only complain.
        foreach (var process in Enumerable.Reverse(processes))
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
                await process.WaitForExitAsync();
            }

            process.Dispose();
        }

        folder.Delete(recursive: true);
    }

    private async Task StartAsync()
    {
        var (client, peer, secure) = (FreePort(), FreePort(), FreePort());
        var token = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
        var key = File("sa.key");
        using (var rsa = RSA.Create(2048))
        {
            await System.IO.File.WriteAllTextAsync(key, rsa.ExportPkcs8PrivateKeyPem());
        }

        await System.IO.File.WriteAllTextAsync(File("tokens.csv"), $"{token},admin,admin,\"system:masters\"\n");
        Start(
            "etcd",
            $"--data-dir={File("etcd")}",
            $"--listen-client-urls=http://127.0.0.1:{client}",
            $"--advertise-client-urls=http://127.0.0.1:{client}",
            $"--listen-peer-urls=http://127.0.0.1:{peer}",
            "--unsafe-no-fsync"
        );
        Start(
            "kube-apiserver",
            $"--etcd-servers=http://127.0.0.1:{client}",
            "--bind-address=127.0.0.1",
            $"--secure-port={secure}",
            $"--cert-dir={File("certs")}",
            $"--token-auth-file={File("tokens.csv")}",
            "--authorization-mode=RBAC",
            "--disable-admission-plugins=ServiceAccount",
            "--service-cluster-ip-range=10.0.0.0/24",
            "--service-account-issuer=https://kubernetes.default.svc",
            $"--service-account-key-file={key}",
            $"--service-account-signing-key-file={key}"
        );
        await System.IO.File.WriteAllTextAsync(Kubeconfig, KubeconfigText($"https://127.0.0.1:{secure}", token));
        await UntilReadyAsync($"https://127.0.0.1:{secure}/readyz", token);
    }

    private void Start(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo("/bin/sh")
        {
            // The log is kept in a file: a pipe that nobody empties would stop the server.
            ArgumentList = { "-c", "log=$1; shift; exec \"$@\" >\"$log\" 2>&1", "sh", File($"{program}.log") },
        };
        start.ArgumentList.Add(Path.Combine(assets, program));
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        processes.Add(Process.Start(start)!);
    }

    private async Task UntilReadyAsync(string url, string token)
    {
        using var handler = new HttpClientHandler
        {
            ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator,
        };
        using var http = new HttpClient(handler);
        http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        timeout.CancelAfter(StartTimeout);
        while (true)
        {
            try
            {
                using var answer = await http.GetAsync(url, timeout.Token);
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException) when (processes.TrueForAll(p => !p.HasExited))
            {
                // Not listening yet.
            }

            await Task.Delay(100, timeout.Token);
        }
    }

    private string File(string name) => Path.Combine(folder.FullName, name);

    private static string KubeconfigText(string server, string token) =>
        $"""
            apiVersion: v1
            kind: Config
            current-context: test
            clusters:
            - name: test
              cluster:
                server: {server}
                insecure-skip-tls-verify: true
            users:
            - name: test
              user:
                token: {token}
            contexts:
            - name: test
              context:
                cluster: test
                user: test
            """;

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
