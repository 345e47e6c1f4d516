namespace ImageForge.DevCluster.Kubelet;

/// <summary>What to start.</summary>
internal sealed record LaunchPlan
{
    /// <summary>An absolute path of an executable file.</summary>
    public required string Program { get; init; }

    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>The whole environment; nothing is added to it.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    public required string WorkingDirectory { get; init; }
}
