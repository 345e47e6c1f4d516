namespace ImageForge.Kube;

/// <summary>What a watch reports.</summary>
public sealed record WatchOptions
{
    /// <summary>Only objects whose labels match.</summary>
    public string? LabelSelector { get; init; }

    /// <summary>Only objects whose fields match.</summary>
    public string? FieldSelector { get; init; }

    /// <summary>Report what changed after this version; empty: from now on.</summary>
    public string ResourceVersion { get; init; } = "";

    /// <summary>
    /// Report the present objects first, as additions, and a bookmark at their end (a streaming list).
    /// </summary>
    public bool SendInitialEvents { get; init; }

    /// <summary>The server ends the watch after this time; 5 s later the client gives up on a silent server.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long beyond <see cref="Timeout"/> the client waits for the server's end of the watch.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(5);
}
