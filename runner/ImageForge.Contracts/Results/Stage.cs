namespace ImageForge.Contracts.Results;

/// <summary>Where a run stands.</summary>
public enum Stage
{
    /// <summary>Not started; 10 percent.</summary>
    Queued,

    /// <summary>Plan read, store checked, assets loaded; 30 percent.</summary>
    Processing,

    /// <summary>Pictures are composed and polished; up to 60 percent.</summary>
    Generating,

    /// <summary>Pictures are scored; 80 percent.</summary>
    Evaluating,

    /// <summary>Artifacts are published; 90 percent.</summary>
    Uploading,

    /// <summary>All is stored; 100 percent.</summary>
    Completed,
}
