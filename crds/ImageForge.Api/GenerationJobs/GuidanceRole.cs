namespace ImageForge.Api.GenerationJobs;

/// <summary>In what respect the result should resemble a guidance image.</summary>
public enum GuidanceRole
{
    /// <summary>Its subject.</summary>
    Reference,

    /// <summary>Its style.</summary>
    Style,

    /// <summary>Its surfaces.</summary>
    Texture,
}
