namespace ImageForge.Api.GenerationJobs;

/// <summary>Channel of a mask.</summary>
public enum MaskChannel
{
    /// <summary>Opacity of the mask.</summary>
    Alpha,

    /// <summary>Luminance of the mask: white shows, black hides.</summary>
    Luminance,
}
