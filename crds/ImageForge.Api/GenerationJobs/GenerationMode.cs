namespace ImageForge.Api.GenerationJobs;

/// <summary>What to generate.</summary>
public enum GenerationMode
{
    /// <summary>A new image.</summary>
    Generate,

    /// <summary>The source image, changed as instructed.</summary>
    Refine,

    /// <summary>A new image in the style of the source.</summary>
    Inspire,

    /// <summary>The source image as it is: stored and scored like a generated one.</summary>
    Import,
}
