namespace ImageForge.Api.GenerationJobs;

/// <summary>What of a mask decides how much of a layer shows.</summary>
public enum MaskChannel
{
    /// <summary>How solid the mask is.</summary>
    Alpha,

    /// <summary>How light the mask is: white shows, black hides.</summary>
    Luminance,
}
