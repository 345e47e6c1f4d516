using System.Reflection;
using ImageForge.Api.Common;

namespace ImageForge.Planning;

/// <summary>Defaults for jobs.</summary>
public sealed record OperatorDefaults
{
    private static string Version { get; } =
        typeof(OperatorDefaults)
            .Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!
            .InformationalVersion.Split('+')[0];

    /// <summary>Image of the runner: that of the operator's own version.</summary>
    public string RunnerImage { get; init; } = $"imageforge/runner:{Version}";

    /// <summary>Image of the runner for pods with NVIDIA's GPUs, with CUDA; absent: <see cref="RunnerImage"/>.</summary>
    public string? RunnerGpuImage { get; init; }

    /// <summary>Where pods cache models between runs; absent: no cache.</summary>
    public ModelCacheLocation? ModelCache { get; init; }

    /// <summary>Maximum size of the cache in bytes; absent: unlimited.</summary>
    public long? ModelCacheBytes { get; init; }

    /// <summary>Secrets that the image is pulled with, by name; they must exist in each job's namespace.</summary>
    public IReadOnlyList<string> ImagePullSecrets { get; init; } = [];

    /// <summary>
    /// Artifact store of jobs that name none, such as <c>s3://bucket/prefix</c>; absent: such jobs are refused.
    /// </summary>
    public string? StoreUri { get; init; }

    /// <summary>Base address of the default store's S3 server.</summary>
    public string? StoreEndpoint { get; init; }

    /// <summary>Region of the default store.</summary>
    public string? StoreRegion { get; init; }

    /// <summary>Secret with the default store's credentials; it must exist in each job's namespace.</summary>
    public string? StoreSecret { get; init; }

    /// <summary>
    /// Whether file:// is allowed for stores, images and models: for use without a cluster, or if all runner pods have the
    /// same files.
    /// </summary>
    public bool AllowFileUris { get; init; }

    /// <summary>Where runners send traces and metrics; absent: nowhere.</summary>
    public RunnerTelemetry? Telemetry { get; init; }

    /// <summary>
    /// Networks that HTTP inputs may come from besides the public internet, such as <c>10.0.0.0/8</c>. Cloud metadata
    /// addresses stay forbidden in all of them.
    /// </summary>
    public IReadOnlyList<string> AllowInputCidrs { get; init; } = [];

    /// <summary>Default atmosphere strategy.</summary>
    public AtmosphereStrategy AtmosphereStrategy { get; init; } = AtmosphereStrategy.Asset;

    /// <summary>Kueue LocalQueue of jobs that name none.</summary>
    public string? QueueName { get; init; }

    internal string? QueueOf(RunnerSpec? runner) => runner?.QueueName ?? QueueName;

    /// <summary>ServiceAccounts that jobs may choose for their pods, by name; none by default.</summary>
    public IReadOnlyList<string> ServiceAccountNames { get; init; } = [];

    /// <summary>How long a run may wait for its pod to start; absent: for ever.</summary>
    public TimeSpan? PendingTimeout { get; init; }

    internal TimeSpan? PendingTimeoutOf(RunnerSpec? runner) =>
        runner?.PendingTimeout is { } text ? DurationText.Parse(text) : PendingTimeout;

    /// <summary>Extended resource of a GPU.</summary>
    public string GpuResource { get; init; } = "nvidia.com/gpu";

    /// <summary>Number of retries of a failed run.</summary>
    public int Retries { get; init; } = 3;

    /// <summary>Maximum run time in seconds, counted from when the pod is scheduled.</summary>
    public long ActiveDeadlineSeconds { get; init; } = 3600;

    /// <summary>How long the children of a finished job are kept.</summary>
    public TimeSpan ChildrenAfter { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Resource requests of a runner besides memory, which is derived from the plan.</summary>
    public IReadOnlyDictionary<string, string> Requests { get; init; } =
        new Dictionary<string, string> { ["cpu"] = "500m" };
}

/// <summary>Where runners send traces and metrics.</summary>
/// <param name="Endpoint">Address of an OTLP collector, as the pods reach it.</param>
public sealed record RunnerTelemetry(string Endpoint)
{
    /// <summary><c>grpc</c> or <c>http/protobuf</c>; absent: grpc.</summary>
    public string? Protocol { get; init; }

    /// <summary>
    /// Secret whose key <c>OTEL_EXPORTER_OTLP_HEADERS</c> holds headers for the collector. Pods start without it too.
    /// </summary>
    public string? HeadersSecret { get; init; }
}
