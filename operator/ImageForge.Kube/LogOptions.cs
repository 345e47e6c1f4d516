namespace ImageForge.Kube;

/// <summary>Which part of a container's log is read.</summary>
public sealed record LogOptions
{
    /// <summary>The container; may be absent for pods with one.</summary>
    public string? Container { get; init; }

    /// <summary>Follow the log until the container terminates.</summary>
    public bool Follow { get; init; }

    /// <summary>Log of the previous container instance.</summary>
    public bool Previous { get; init; }

    /// <summary>Only this many lines from the end.</summary>
    public int? TailLines { get; init; }

    /// <summary>Prefix each line with its timestamp.</summary>
    public bool Timestamps { get; init; }
}
