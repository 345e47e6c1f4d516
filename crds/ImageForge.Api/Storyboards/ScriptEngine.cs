namespace ImageForge.Api.Storyboards;

/// <summary>Engine that splits a scene into shots.</summary>
public enum ScriptEngine
{
    /// <summary>Built-in rules, offline.</summary>
    Rules,

    /// <summary>A language model.</summary>
    LanguageModel,
}
