namespace ImageForge.Api.GenerationJobs;

/// <summary>What happens to artifacts when their job is deleted.</summary>
public enum ArtifactDeletionPolicy
{
    /// <summary>They stay.</summary>
    Retain,

    /// <summary>They are deleted too.</summary>
    Delete,
}
