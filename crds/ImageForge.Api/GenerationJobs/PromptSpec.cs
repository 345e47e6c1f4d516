using ImageForge.Api.Common;

namespace ImageForge.Api.GenerationJobs;

/// <summary>Prompt of the image.</summary>
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

    /// <summary>Negative prompt.</summary>
    [Text(2000, 1)]
    public string? Negative { get; init; }

    /// <summary>
    /// Enhances the prompt with a template or a language model. The effective prompt is in
    /// status.effectivePrompt.
    /// </summary>
    public PromptEnhancement? Enhance { get; init; }
}

/// <summary>Prompt enhancement.</summary>
/// <param name="Enabled">False leaves the prompt as it is.</param>
public sealed record PromptEnhancement(bool Enabled = true)
{
    /// <summary>Template of a domain, such as "finance". Defaults to a general one.</summary>
    [Identifier]
    public string? Domain { get; init; }

    /// <summary>Language model that writes the prompt. If unset, only the template is used, offline.</summary>
    public LanguageModelSpec? LanguageModel { get; init; }
}
