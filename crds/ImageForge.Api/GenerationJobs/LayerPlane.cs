namespace ImageForge.Api.GenerationJobs;

/// <summary>Between which planes of the picture a layer lies.</summary>
public enum LayerPlane
{
    /// <summary>In front of the signals, behind the atmosphere.</summary>
    Front,

    /// <summary>In front of the background, behind the signals.</summary>
    Back,

    /// <summary>In front of everything: the camera and its grade leave its colours as they are.</summary>
    Top,
}
