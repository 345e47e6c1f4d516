namespace ImageForge.Api.GenerationJobs;

/// <summary>Font weight.</summary>
public enum FontWeight
{
    /// <summary>For headings.</summary>
    Bold,

    /// <summary>For reading.</summary>
    Regular,
}
