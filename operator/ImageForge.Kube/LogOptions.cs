namespace ImageForge.Kube;

/// <summary>Which part of a container's log is read.</summary>
public sealed record LogOptions
{
    /// <summary>The container; may be absent for pods with one.</summary>
    public string? Container { get; init; }

    /// <summary>Go on with new lines until the container ends.</summary>
    public bool Follow { get; init; }

    /// <summary>The run before the last restart.</summary>
    public bool Previous { get; init; }

    /// <summary>Only this many lines from the end.</summary>
    public int? TailLines { get; init; }

    /// <summary>Put the time before each line.</summary>
    public bool Timestamps { get; init; }
}
