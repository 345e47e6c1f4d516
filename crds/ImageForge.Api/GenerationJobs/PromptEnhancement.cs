using ImageForge.Api.Common;
using ImageForge.Api.Schema;

namespace ImageForge.Api.GenerationJobs;

/// <summary>Enrichment of a prompt.</summary>
/// <param name="Enabled">False leaves the prompt as it is.</param>
public sealed record PromptEnhancement(bool Enabled = true)
{
    /// <summary>Template of a domain, such as "finance". Without it, a general one.</summary>
    [Identifier]
    public string? Domain { get; init; }

    /// <summary>Language model that writes the prompt. Without it, the template alone does, offline.</summary>
    public LanguageModelSpec? LanguageModel { get; init; }
}
