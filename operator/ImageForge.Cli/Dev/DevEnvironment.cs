using ImageForge.Api;
using ImageForge.Api.Yaml;
using ImageForge.Cli.Local;
using ImageForge.DevCluster;
using ImageForge.Hosting.Telemetry;
using ImageForge.Kube;
using ImageForge.Kube.Config;
using ImageForge.Operator;
using ImageForge.Planning;
using Microsoft.Extensions.Logging;

namespace ImageForge.Cli.Dev;

/// <summary>A development cluster with the CRDs installed and the operator running against its API server.</summary>
internal sealed class DevEnvironment : IAsyncDisposable
{
    private const string RunnerImage = "imageforge/runner";
    private const string OperatorImage = "imageforge/operator";
    private const string FieldManager = "imageforge-dev";

    private readonly CancellationTokenSource _stop = new();
    private readonly DevelopmentCluster _cluster;

    private DevEnvironment(DevelopmentCluster cluster, KubeClient client)
    {
        _cluster = cluster;
        Client = client;
    }

    /// <summary>A client with admin permissions.</summary>
    public KubeClient Client { get; }

    public string Kubeconfig => _cluster.KubeconfigPath;

    public Uri Server => _cluster.Server;

    /// <summary>Completes when the operator stops.</summary>
    public Task Operator { get; private set; } = Task.CompletedTask;

    public static async Task<DevEnvironment> StartAsync(
        DevOptions options,
        ILoggerFactory loggers,
        CancellationToken cancellation
    )
    {
        Directory.CreateDirectory(Models(options));
        var definitions = Task.Run(Definitions, cancellation);
        var cluster = await DevelopmentCluster.StartAsync(
            new DevelopmentClusterOptions
            {
                DataDirectory = options.Data,
                Port = options.Port,
                Loggers = loggers,
                JobBackoff = options.JobBackoff,
                AuditFile = options.AuditFile,
                NodeResources = options.NodeResources,
                Images = Images(options),
            },
            cancellation
        );
        var config = KubeConfig.Load(cluster.KubeconfigPath);
        var environment = new DevEnvironment(cluster, KubeClient.Create(config));
        try
        {
            await environment.InstallAsync(await definitions, cancellation);
            if (options.Operator)
            {
                // Its start takes as long as the cluster's, and the API server serves without it.
                environment.Operator = Task.Run(
                    () => OperatorHost.RunAsync(Options(options, config, loggers), environment._stop.Token),
                    CancellationToken.None
                );
            }

            return environment;
        }
        catch
        {
            await environment.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Operator.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Client.Dispose();
        await _cluster.DisposeAsync();
        _stop.Dispose();
    }

    private static Dictionary<string, string> Images(DevOptions options)
    {
        var images = new Dictionary<string, string> { [RunnerImage] = options.Runner };
        if (options.OperatorProgram is { } program)
        {
            images[OperatorImage] = program;
        }

        return images;
    }

    private static IReadOnlyList<Unstructured> Definitions() =>
        [
            .. CustomResourceDefinitions
                .Yaml.SelectMany(YamlReader.Read)
                .Select(document => new Unstructured(document.Value!.AsObject())),
        ];

    private async Task InstallAsync(IReadOnlyList<Unstructured> definitions, CancellationToken cancellation) =>
        await Task.WhenAll(
            definitions.Select(definition =>
                Client.ApplyAsync(KnownKinds.Find(definition)!, definition, FieldManager, cancellation)
            )
        );

    private static OperatorOptions Options(DevOptions options, KubeConfig config, ILoggerFactory loggers) =>
        new()
        {
            KubeConfig = config,
            Defaults = new OperatorDefaults
            {
                RunnerImage = RunnerImage,
                StoreUri = options.StoreUri,
                AllowFileUris = true,
                AllowInputCidrs = LocalMachine.Networks,
                Telemetry = Environment.GetEnvironmentVariable(TelemetryExport.EndpointVariable)
                    is { Length: > 0 } endpoint
                    ? new RunnerTelemetry(endpoint)
                    : null,
                ModelCache = new ModelCacheLocation.HostPath(Models(options)),
            },
            Port = null,
            Logging = loggers,
        };

    private static string Models(DevOptions options) => Path.Combine(options.Data, "models");
}
