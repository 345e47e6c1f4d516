namespace ImageForge.Api.GenerationJobs;

/// <summary>Values of black and white in an image tensor.</summary>
public enum NetworkRange
{
    /// <summary>0 and 1.</summary>
    Unit,

    /// <summary>-1 and 1.</summary>
    Signed,

    /// <summary>0 and 255.</summary>
    Byte,
}
