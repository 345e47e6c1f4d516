namespace ImageForge.Api.GenerationJobs;

/// <summary>What to make.</summary>
public enum GenerationMode
{
    /// <summary>A new image.</summary>
    Generate,

    /// <summary>The source image, changed as instructed.</summary>
    Refine,

    /// <summary>A new image in the manner of the source.</summary>
    Inspire,

    /// <summary>The source image as it is: stored, scored and listed like one that was made.</summary>
    Import,
}
