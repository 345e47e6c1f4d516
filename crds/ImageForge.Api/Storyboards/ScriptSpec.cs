using ImageForge.Api.Common;
using ImageForge.Api.Schema;

namespace ImageForge.Api.Storyboards;

/// <summary>How a scene becomes shots.</summary>
[Rule(
    "(self.engine == 'LanguageModel') == has(self.languageModel)",
    "engine LanguageModel and languageModel go together",
    FieldPath = ".languageModel"
)]
public sealed record ScriptSpec
{
    /// <summary>What cuts the scene into shots.</summary>
    public ScriptEngine Engine { get; init; }

    /// <summary>The language model.</summary>
    public LanguageModelSpec? LanguageModel { get; init; }
}
