namespace ImageForge.Contracts;

/// <summary>Exit codes of the runner, which the podFailurePolicy of its Job names.</summary>
public enum ExitCode
{
    /// <summary>Every artifact and the manifest are stored.</summary>
    Done = 0,

    /// <summary>Something outside failed (a store, a node); the same plan may succeed later.</summary>
    Retryable = 1,

    /// <summary>The plan or something it names is unusable; running it again cannot help.</summary>
    BadInput = 2,

    /// <summary>A policy forbids the result; nothing was published.</summary>
    Refused = 3,

    /// <summary>Stopped by SIGTERM (128 + 15); finished variants are kept and the next attempt goes on after them.</summary>
    Stopped = 143,
}
