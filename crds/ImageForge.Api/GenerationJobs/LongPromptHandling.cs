namespace ImageForge.Api.GenerationJobs;

/// <summary>What becomes of a prompt that is longer than the window of the model's text encoder (77 tokens for CLIP).</summary>
public enum LongPromptHandling
{
    /// <summary>What does not fit is left out, with a warning.</summary>
    Truncate,

    /// <summary>It is encoded in pieces, and all of them steer the picture.</summary>
    Chunk,
}
