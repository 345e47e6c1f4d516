using ImageForge.Api.Common;

namespace ImageForge.Api.Storyboards;

/// <summary>How a scene is split into shots.</summary>
[Rule(
    "(self.engine == 'LanguageModel') == has(self.languageModel)",
    "languageModel must be set if and only if engine is LanguageModel",
    FieldPath = ".languageModel"
)]
public sealed record ScriptSpec
{
    /// <summary>Engine that splits the scene into shots.</summary>
    public ScriptEngine Engine { get; init; }

    /// <summary>The language model.</summary>
    public LanguageModelSpec? LanguageModel { get; init; }
}
