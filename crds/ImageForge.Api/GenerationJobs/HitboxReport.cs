namespace ImageForge.Api.GenerationJobs;

/// <summary>Where the boxes of the placed assets are reported.</summary>
public enum HitboxReport
{
    /// <summary>In the manifest.</summary>
    Manifest,

    /// <summary>In the manifest and the status.</summary>
    Status,
}
