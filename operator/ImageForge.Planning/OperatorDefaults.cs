using System.Reflection;
using ImageForge.Api.Common;

namespace ImageForge.Planning;

/// <summary>What applies to every job that does not say otherwise.</summary>
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

    /// <summary>Where pods keep models between runs; absent: each pod has them to itself and takes them with it.</summary>
    public ModelCacheLocation? ModelCache { get; init; }

    /// <summary>The most bytes kept there; absent: as many as there is room for.</summary>
    public long? ModelCacheBytes { get; init; }

    /// <summary>Secrets that the image is pulled with, by name; they must exist in each job's namespace.</summary>
    public IReadOnlyList<string> ImagePullSecrets { get; init; } = [];

    /// <summary>Artifact store of jobs that name none, such as <c>s3://bucket/prefix</c>; absent: such jobs are refused.</summary>
    public string? StoreUri { get; init; }

    /// <summary>Base address of the default store's S3 server.</summary>
    public string? StoreEndpoint { get; init; }

    /// <summary>Region of the default store.</summary>
    public string? StoreRegion { get; init; }

    /// <summary>Secret with the default store's credentials; it must exist in each job's namespace.</summary>
    public string? StoreSecret { get; init; }

    /// <summary>
    /// Whether stores, images and models may be files (file://): for use without a cluster, or where the runner's pods have
    /// them all.
    /// </summary>
    public bool AllowFileUris { get; init; }

    /// <summary>
    /// Networks that HTTP inputs may come from besides the public internet, such as <c>10.0.0.0/8</c>. Cloud metadata addresses stay
    /// forbidden in all of them.
    /// </summary>
    public IReadOnlyList<string> AllowInputCidrs { get; init; } = [];

    /// <summary>How atmosphere gets into the pictures of jobs that do not say it, nor their profile.</summary>
    public AtmosphereStrategy AtmosphereStrategy { get; init; } = AtmosphereStrategy.Asset;

    /// <summary>Kueue LocalQueue of jobs that name none.</summary>
    public string? QueueName { get; init; }

    internal string? QueueOf(RunnerSpec? runner) => runner?.QueueName ?? QueueName;

    /// <summary>Extended resource of a GPU.</summary>
    public string GpuResource { get; init; } = "nvidia.com/gpu";

    /// <summary>How often a failed run is tried again.</summary>
    public int Retries { get; init; } = 3;

    /// <summary>Seconds that a run may take, counted from when its pod has a node.</summary>
    public long ActiveDeadlineSeconds { get; init; } = 3600;

    /// <summary>How long the children of a finished job are kept.</summary>
    public TimeSpan ChildrenAfter { get; init; } = TimeSpan.FromHours(1);

    /// <summary>What the scheduler reserves for a runner besides memory, which follows from the plan.</summary>
    public IReadOnlyDictionary<string, string> Requests { get; init; } =
        new Dictionary<string, string> { ["cpu"] = "500m" };
}
