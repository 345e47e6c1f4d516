namespace ImageForge.Cli.Dev;

/// <summary>How the development cluster is started from the command line.</summary>
internal sealed record DevOptions
{
    /// <summary>Folder of the kubeconfig, the pods' files and, unless told otherwise, the pictures.</summary>
    public required string Data { get; init; }

    /// <summary>Port of the API on 127.0.0.1; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>Whether the operator runs too.</summary>
    public bool Operator { get; init; } = true;

    /// <summary>How long a Job waits after its first failed pod.</summary>
    public TimeSpan JobBackoff { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The program that stands for the runner's image.</summary>
    public required string Runner { get; init; }

    /// <summary>Where requests are written down; null for nowhere.</summary>
    public string? AuditFile { get; init; }

    /// <summary>What the node offers besides processors and memory, by resource name.</summary>
    public IReadOnlyDictionary<string, string> NodeResources { get; init; } = new Dictionary<string, string>();

    /// <summary>Store of jobs that name none.</summary>
    public required string StoreUri { get; init; }
}
