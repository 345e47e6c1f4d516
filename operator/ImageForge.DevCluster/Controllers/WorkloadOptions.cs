namespace ImageForge.DevCluster.Controllers;

/// <summary>How the development cluster runs what is created in it.</summary>
internal sealed record WorkloadOptions
{
    /// <summary>Where pods have their files, logs and claims; created when absent.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>Which executable stands for which image; without a tag the entry stands for every tag.</summary>
    public IReadOnlyDictionary<string, string> Images { get; init; } = new Dictionary<string, string>();

    /// <summary>The name of the one node.</summary>
    public string NodeName { get; init; } = "imageforge-dev";

    /// <summary>What the node offers besides cpu, memory and pods, such as <c>nvidia.com/gpu: 1</c>; replaces those too.</summary>
    public IReadOnlyDictionary<string, string> Resources { get; init; } = new Dictionary<string, string>();

    /// <summary>How long a Job waits after its first failed pod; it doubles with each further one, to 10 minutes.</summary>
    public TimeSpan JobBackoff { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long the Job controller takes to look at a pod that has changed.</summary>
    public TimeSpan JobDelay { get; init; }

    /// <summary>How long a container waits before its second restart; it doubles with each further one, to 5 minutes.</summary>
    public TimeSpan RestartBackoff { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long an event is kept after it was last written.</summary>
    public TimeSpan EventLifetime { get; init; } = TimeSpan.FromHours(1);

    public static WorkloadOptions From(DevelopmentClusterOptions options) =>
        new()
        {
            DataDirectory = options.DataDirectory,
            Images = options.Images,
            Resources = options.NodeResources,
            JobBackoff = options.JobBackoff,
            JobDelay = options.JobDelay,
        };
}
