using ImageForge.Api.Common;

namespace ImageForge.Api.GenerationJobs;

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
