using ImageForge.Inference.Tokenizing;

namespace ImageForge.Inference.Tests.Tokenizing;

/// <summary>The vocabulary of the reference models, 614 entries of our own.</summary>
internal static class SmallVocabulary
{
    public const int Start = 612;
    public const int End = 613;

    /// <summary>Where its files lie.</summary>
    public static string Folder { get; } =
        Path.Combine(AppContext.BaseDirectory, "Reference", "models", "sd", "tokenizer");

    public static ClipTokenizer Tokenizer(string? padding = null, int maxLength = 77)
    {
        using var folder = new TokenizerFolder(Folder);
        string pad = padding ?? "<|endoftext|>";
        folder.Write("tokenizer_config.json", $$"""{"model_max_length": {{maxLength}}, "pad_token": "{{pad}}"}""");
        folder.Delete("special_tokens_map.json");
        return ClipTokenizer.Load(folder.Path);
    }
}
