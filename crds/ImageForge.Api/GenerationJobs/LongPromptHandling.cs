namespace ImageForge.Api.GenerationJobs;

/// <summary>How prompts longer than the context of the model's text encoder (77 tokens for CLIP) are handled.</summary>
public enum LongPromptHandling
{
    /// <summary>The rest is dropped, with a warning.</summary>
    Truncate,

    /// <summary>The prompt is encoded in chunks.</summary>
    Chunk,
}
