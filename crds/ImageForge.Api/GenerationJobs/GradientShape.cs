namespace ImageForge.Api.GenerationJobs;

/// <summary>Shape of a gradient.</summary>
public enum GradientShape
{
    /// <summary>Along a line, from corner to corner.</summary>
    Linear,

    /// <summary>From the centre to the corners.</summary>
    Radial,
}
