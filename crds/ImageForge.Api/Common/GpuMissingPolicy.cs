namespace ImageForge.Api.Common;

/// <summary>What happens if a GPU was requested and none is usable.</summary>
public enum GpuMissingPolicy
{
    /// <summary>The run fails and reports why no GPU is usable.</summary>
    Fail,

    /// <summary>Fall back to the CPU, with a warning.</summary>
    UseCpu,
}
