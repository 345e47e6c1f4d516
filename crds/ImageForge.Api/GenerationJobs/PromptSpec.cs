using ImageForge.Api.Schema;

namespace ImageForge.Api.GenerationJobs;

/// <summary>What the picture shows, in words.</summary>
[Rule("!(has(self.text) && has(self.structured))", "text and structured exclude each other", FieldPath = ".structured")]
public sealed record PromptSpec
{
    /// <summary>The prompt as plain text.</summary>
    [Text(10000, 1)]
    public string? Text { get; init; }

    /// <summary>
    /// The prompt as a structured FIBO document. Its field names are FIBO's own, so that a document can be pasted as it
    /// is.
    /// </summary>
    public StructuredPrompt? Structured { get; init; }

    /// <summary>What the picture must not show.</summary>
    [Text(2000, 1)]
    public string? Negative { get; init; }

    /// <summary>
    /// Lets a template or a language model enrich the prompt. The prompt that was used is reported in
    /// status.effectivePrompt.
    /// </summary>
    public PromptEnhancement? Enhance { get; init; }
}
