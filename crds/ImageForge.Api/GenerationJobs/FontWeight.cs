namespace ImageForge.Api.GenerationJobs;

/// <summary>How heavy letters are.</summary>
public enum FontWeight
{
    /// <summary>For headings.</summary>
    Bold,

    /// <summary>For reading.</summary>
    Regular,
}
