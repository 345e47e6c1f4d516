namespace ImageForge.Api.Common;

/// <summary>What happens where a GPU was asked for and none works.</summary>
public enum GpuMissingPolicy
{
    /// <summary>The run fails, and says why no GPU works.</summary>
    Fail,

    /// <summary>The model runs on the CPU, with a warning.</summary>
    UseCpu,
}
