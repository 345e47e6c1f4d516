namespace ImageForge.Cli.Dev;

/// <summary>Options of the development cluster.</summary>
internal sealed record DevOptions
{
    /// <summary>Directory of the kubeconfig, pod files and, by default, images.</summary>
    public required string Data { get; init; }

    /// <summary>Port of the API server on 127.0.0.1; 0 for a free one.</summary>
    public int Port { get; init; }

    /// <summary>Whether to run the operator.</summary>
    public bool Operator { get; init; } = true;

    /// <summary>Back-off of a Job after its first failed pod.</summary>
    public TimeSpan JobBackoff { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Executable to run in place of the runner image.</summary>
    public required string Runner { get; init; }

    /// <summary>Executable to run in place of the operator image; null for none.</summary>
    public string? OperatorProgram { get; init; }

    /// <summary>Audit log file; null for none.</summary>
    public string? AuditFile { get; init; }

    /// <summary>Extended resources of the node, by resource name.</summary>
    public IReadOnlyDictionary<string, string> NodeResources { get; init; } = new Dictionary<string, string>();

    /// <summary>Store of jobs without one.</summary>
    public required string StoreUri { get; init; }
}
