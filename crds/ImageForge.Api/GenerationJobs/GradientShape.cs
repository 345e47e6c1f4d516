namespace ImageForge.Api.GenerationJobs;

/// <summary>How a gradient runs.</summary>
public enum GradientShape
{
    /// <summary>Along a line, from corner to corner.</summary>
    Linear,

    /// <summary>From the centre to the corners.</summary>
    Radial,
}
