using System.Globalization;
using System.Net.Sockets;
using System.Security.Cryptography;
using ImageForge.DevCluster.Audit;
using ImageForge.DevCluster.Auth;
using ImageForge.DevCluster.Controllers;
using ImageForge.DevCluster.Http;
using ImageForge.DevCluster.Kubelet;
using ImageForge.DevCluster.Resources;
using ImageForge.DevCluster.Storage;

namespace ImageForge.DevCluster;

/// <summary>
/// A cluster for one machine: the Kubernetes API on loopback, held in memory, gone when it is disposed. Only who has
/// the token of its kubeconfig may use it.
/// </summary>
public sealed class DevelopmentCluster : IAsyncDisposable
{
    private readonly ApiServer _server;
    private readonly DefinitionCleanup _cleanup;
    private readonly Workloads? _workloads;
    private readonly AuditLog? _audit;

    private DevelopmentCluster(
        ApiServer server,
        DefinitionCleanup cleanup,
        Workloads? workloads,
        AuditLog? audit,
        string kubeconfig,
        ObjectStore store
    )
    {
        _server = server;
        _cleanup = cleanup;
        _workloads = workloads;
        _audit = audit;
        KubeconfigPath = kubeconfig;
        Store = store;
    }

    /// <summary>A kubeconfig for kubectl and any other client, with the address, the authority and the admin's token.</summary>
    public string KubeconfigPath { get; }

    /// <summary>The address of the API.</summary>
    public Uri Server => _server.Address;

    internal ObjectStore Store { get; }

    /// <summary>Starts a cluster; it is ready when this returns.</summary>
    /// <exception cref="DevelopmentClusterException">The port is taken, or the audit log cannot be written.</exception>
    public static async Task<DevelopmentCluster> StartAsync(
        DevelopmentClusterOptions options,
        CancellationToken cancel = default
    )
    {
        Directory.CreateDirectory(options.DataDirectory);
        var store = new ObjectStore(options.Time);
        var certificates = ServerCertificates.Create(options.Time.GetUtcNow());
        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));
        var tokens = new ServiceAccountTokens(store);
        var logs = new PodLogs(options.Time);
        var audit = options.AuditFile is { } file ? AuditLog.Open(file, options.Time) : null;
        var server = new ApiServer(store, new Authenticator(token, tokens), tokens, logs, audit, options.Loggers);
        try
        {
            await server.StartAsync(options.Port, certificates.Server, cancel);
        }
        catch (IOException e) when (e.InnerException is not null || e.GetBaseException() is SocketException)
        {
            await server.DisposeAsync();
            audit?.Dispose();
            var port = options.Port.ToString(CultureInfo.InvariantCulture);
            throw new DevelopmentClusterException(
                $"Port {port} on 127.0.0.1 is taken; choose another one or 0 for any.",
                e
            );
        }
        catch
        {
            await server.DisposeAsync();
            audit?.Dispose();
            throw;
        }
        try
        {
            InitialObjects.Create(store, certificates.AuthorityPem);
            var kubeconfig = options.KubeconfigPath ?? Path.Combine(options.DataDirectory, "kubeconfig");
            Kubeconfig.Write(kubeconfig, server.Address, certificates.AuthorityPem, token);
            var workloads = options.RunsWorkloads
                ? Workloads.Start(store, WorkloadOptions.From(options), logs, options.Time, options.Loggers)
                : null;
            return new DevelopmentCluster(server, DefinitionCleanup.Start(store), workloads, audit, kubeconfig, store);
        }
        catch
        {
            // The caller gets no cluster to dispose of, so the port is released here.
            await server.DisposeAsync();
            audit?.Dispose();
            throw;
        }
    }

    /// <summary>Stops the server, so that open watches end, and all containers.</summary>
    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _cleanup.DisposeAsync();
        if (_workloads is not null)
        {
            await _workloads.DisposeAsync();
        }
        _audit?.Dispose();
    }
}

/// <summary>The cluster cannot start as asked; the message is one sentence for the user.</summary>
public sealed class DevelopmentClusterException(string message, Exception inner) : Exception(message, inner);
