namespace ImageForge.Api.Storyboards;

/// <summary>What cuts a scene into shots.</summary>
public enum ScriptEngine
{
    /// <summary>Built-in rules, offline.</summary>
    Rules,

    /// <summary>A language model.</summary>
    LanguageModel,
}
