namespace ImageForge.Api.GenerationJobs;

/// <summary>Plane of a layer.</summary>
public enum LayerPlane
{
    /// <summary>In front of the signals, behind the atmosphere.</summary>
    Front,

    /// <summary>In front of the background, behind the signals.</summary>
    Back,

    /// <summary>In front of everything; not affected by camera effects and colour grading.</summary>
    Top,
}
