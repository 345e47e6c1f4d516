using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ImageForge.DevCluster.Http;
using ImageForge.DevCluster.Kubelet;
using ImageForge.Kube;
using ImageForge.Kube.Config;
using ImageForge.Testing.Clusters.Nodes;

namespace ImageForge.Testing.Clusters;

/// <summary>
/// A real kube-apiserver over a real etcd, on loopback. Where kube-controller-manager lies beside them, its controllers
/// run too, and a node that runs pods as local processes.
/// </summary>
internal sealed class ControlPlane : ITestCluster
{
    private const string Controllers =
        "job-controller,garbage-collector-controller,namespace-controller,serviceaccount-controller,"
        + "root-ca-certificate-publisher-controller,ttl-after-finished-controller";

    // Its place among the processes, which are in the order of their start.
    private const int ApiServer = 1;

    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(2);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("imageforge-control-plane-");
    private readonly Watchdog _watchdog = new();
    private readonly List<ServerProcess> _processes = [];
    private readonly string _assets;
    private readonly ControlPlaneOptions _options;
    private List<string> _apiServerArguments = [];
    private LocalNode? _node;

    private ControlPlane(string assets, ControlPlaneOptions options)
    {
        _assets = assets;
        _options = options;
    }

    public string Description =>
        RunsPods ? $"kube-apiserver, kube-controller-manager and etcd of {_assets}, pods as local processes"
        : RunsControllers ? $"kube-apiserver, kube-controller-manager and etcd of {_assets}, without nodes"
        : $"kube-apiserver and etcd of {_assets}, without controllers and pods";

    public string Kubeconfig => Place("kubeconfig");

    public bool RunsPods => RunsControllers && _options.Workloads == ControlPlaneWorkloads.All;

    /// <summary>Whether Jobs get pods.</summary>
    public bool RunsControllers =>
        _options.Workloads != ControlPlaneWorkloads.None
        && File.Exists(Path.Combine(_assets, "kube-controller-manager"));

    public bool PodsAreProcesses => RunsPods;

    /// <summary>Whether a folder has what is needed.</summary>
    public static bool IsIn(string folder) =>
        File.Exists(Path.Combine(folder, "kube-apiserver")) && File.Exists(Path.Combine(folder, "etcd"));

    public static async Task<ControlPlane> StartAsync(
        string assets,
        ControlPlaneOptions options,
        CancellationToken cancellation
    )
    {
        var cluster = new ControlPlane(assets, options);
        try
        {
            using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            timeout.CancelAfter(StartTimeout);
            await cluster.StartAsync(timeout.Token);
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    public async Task<bool> InterruptAsync(TimeSpan time, CancellationToken cancellation)
    {
        var old = _processes[ApiServer];
        await old.DisposeAsync();
        await Task.Delay(time, cancellation);
        _processes[ApiServer] = NewProcess("kube-apiserver", _apiServerArguments);
        using var client = KubeClient.Create(KubeConfig.Load(Kubeconfig));
        await UntilAsync(
            () => ExistsAsync(client, "Namespace", "namespaces", null, "default", cancellation),
            cancellation
        );
        return true;
    }

    public async ValueTask DisposeAsync()
    {
        if (_node is not null)
        {
            await _node.DisposeAsync();
        }

        // The API server before its store: without it, it would only complain.
        foreach (var process in Enumerable.Reverse(_processes))
        {
            await process.DisposeAsync();
        }

        _watchdog.Dispose();
        _folder.Delete(recursive: true);
    }

    private async Task StartAsync(CancellationToken cancellation)
    {
        var (client, peer, secure) = FreePorts();
        var token = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
        var certificates = ServerCertificates.Create(TimeProvider.System.GetUtcNow());
        await WriteFilesAsync(certificates, token, cancellation);
        DevCluster.Http.Kubeconfig.Write(
            Kubeconfig,
            new Uri($"https://127.0.0.1:{secure}"),
            certificates.AuthorityPem,
            token
        );
        Start(
            "etcd",
            $"--data-dir={Place("etcd")}",
            $"--listen-client-urls=http://127.0.0.1:{client}",
            $"--advertise-client-urls=http://127.0.0.1:{client}",
            $"--listen-peer-urls=http://127.0.0.1:{peer}",
            "--unsafe-no-fsync"
        );
        _apiServerArguments = ApiServerArguments(client, secure);
        Start("kube-apiserver", _apiServerArguments);
        using var http = KubeClient.Create(KubeConfig.Load(Kubeconfig));
        await UntilAsync(
            () => ExistsAsync(http, "Namespace", "namespaces", null, "default", cancellation),
            cancellation
        );
        if (!RunsControllers)
        {
            return;
        }

        Start(
            "kube-controller-manager",
            $"--kubeconfig={Kubeconfig}",
            $"--controllers={Controllers}",
            "--leader-elect=false",
            "--bind-address=127.0.0.1",
            "--secure-port=0",
            "--kube-api-qps=2000",
            "--kube-api-burst=4000",
            $"--service-account-private-key-file={Place("accounts.key")}",
            $"--root-ca-file={Place("authority.pem")}"
        );
        if (RunsPods)
        {
            _node = await LocalNode.StartAsync(
                KubeConfig.Load(Kubeconfig),
                Place("node"),
                _options.Images,
                certificates.Server,
                cancellation
            );
        }

        // Admission gives pods the account of their namespace, and refuses them before it is there.
        await UntilAsync(
            () => ExistsAsync(http, "ServiceAccount", "serviceaccounts", "default", "default", cancellation),
            cancellation
        );
    }

    private async Task WriteFilesAsync(ServerCertificates certificates, string token, CancellationToken cancellation)
    {
        using var accounts = RSA.Create(2048);
        using var key = certificates.Server.GetECDsaPrivateKey()!;
        await File.WriteAllTextAsync(Place("accounts.key"), accounts.ExportPkcs8PrivateKeyPem(), cancellation);
        await File.WriteAllTextAsync(Place("authority.pem"), certificates.AuthorityPem, cancellation);
        await File.WriteAllTextAsync(Place("server.pem"), certificates.Server.ExportCertificatePem(), cancellation);
        await File.WriteAllTextAsync(Place("server.key"), key.ExportPkcs8PrivateKeyPem(), cancellation);
        await File.WriteAllTextAsync(Place("tokens.csv"), $"{token},admin,admin,\"system:masters\"\n", cancellation);
        await File.WriteAllTextAsync(
            Place("audit-policy.yaml"),
            """
            apiVersion: audit.k8s.io/v1
            kind: Policy
            omitStages: [RequestReceived]
            rules:
            - level: Metadata
            """,
            cancellation
        );
    }

    private List<string> ApiServerArguments(int store, int port)
    {
        List<string> arguments =
        [
            $"--etcd-servers=http://127.0.0.1:{store}",
            "--bind-address=127.0.0.1",
            $"--secure-port={port}",
            $"--tls-cert-file={Place("server.pem")}",
            $"--tls-private-key-file={Place("server.key")}",
            $"--cert-dir={Place("certs")}",
            $"--token-auth-file={Place("tokens.csv")}",
            "--authorization-mode=RBAC",
            "--service-cluster-ip-range=10.0.0.0/24",
            "--service-account-issuer=https://kubernetes.default.svc",
            $"--service-account-key-file={Place("accounts.key")}",
            $"--service-account-signing-key-file={Place("accounts.key")}",
            "--kubelet-preferred-address-types=InternalIP",
        ];
        if (!RunsControllers)
        {
            // Nobody makes the accounts that it asks for.
            arguments.Add("--disable-admission-plugins=ServiceAccount");
        }

        if (_options.AuditFile is { } audit)
        {
            arguments.Add($"--audit-policy-file={Place("audit-policy.yaml")}");
            arguments.Add($"--audit-log-path={audit}");
        }

        return arguments;
    }

    private void Start(string program, params IEnumerable<string> arguments) =>
        _processes.Add(NewProcess(program, arguments));

    private ServerProcess NewProcess(string program, IEnumerable<string> arguments) =>
        ServerProcess.Start(_watchdog, Place($"{program}.log"), Path.Combine(_assets, program), arguments);

    private async Task UntilAsync(Func<Task<bool>> holds, CancellationToken cancellation)
    {
        while (!await holds())
        {
            _processes.ForEach(p => p.RequireRunning());
            await Task.Delay(50, cancellation);
        }
    }

    private static async Task<bool> ExistsAsync(
        KubeClient client,
        string kind,
        string plural,
        string? ns,
        string name,
        CancellationToken cancellation
    )
    {
        try
        {
            var type = CoreResources.Plain("", "v1", kind, plural, namespaced: ns is not null);
            await client.GetAsync(type, new ObjectKey(ns ?? "", name), cancellation);
            return true;
        }
        catch (Exception e) when (e is KubeTransportException or KubeException { Code: 403 or 404 or >= 500 })
        {
            // Not listening, or not set up yet.
            return false;
        }
    }

    private string Place(string name) => Path.Combine(_folder.FullName, name);

    private static (int, int, int) FreePorts()
    {
        // Held all at once, so that they differ.
        using var first = Listen();
        using var second = Listen();
        using var third = Listen();
        return (Port(first), Port(second), Port(third));
    }

    private static TcpListener Listen()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return listener;
    }

    private static int Port(TcpListener listener) => ((IPEndPoint)listener.LocalEndpoint).Port;
}
