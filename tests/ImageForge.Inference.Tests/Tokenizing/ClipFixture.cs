using ImageForge.Inference.Tokenizing;
using ImageForge.Testing.Data;

namespace ImageForge.Inference.Tests.Tokenizing;

/// <summary>Tokenizers with CLIP's own vocabulary.</summary>
internal static class ClipFixture
{
    private static readonly Lazy<ClipTokenizer> PaddedByEnd = new(() => Load(new SpecialTokens()));
    private static readonly Lazy<ClipTokenizer> PaddedByBang = new(() => Load(new SpecialTokens { Padding = "!" }));

    /// <summary>As of Stable Diffusion 1 and the first of SDXL.</summary>
    public static ClipTokenizer Clip => PaddedByEnd.Value;

    /// <summary>As of Stable Diffusion 2 and the second of SDXL: padded by the exclamation mark.</summary>
    public static ClipTokenizer ClipWithBang => PaddedByBang.Value;

    private static ClipTokenizer Load(SpecialTokens special)
    {
        string folder = Directory.CreateTempSubdirectory("clip").FullName;
        try
        {
            File.Copy(RecordedData.Path("tiny-sd", "tokenizer", "vocab.json"), Path.Combine(folder, "vocab.json"));
            File.Copy(RecordedData.Path("tiny-sd", "tokenizer", "merges.txt"), Path.Combine(folder, "merges.txt"));
            File.WriteAllText(
                Path.Combine(folder, "tokenizer_config.json"),
                $$"""{"model_max_length": 77, "pad_token": "{{special.Padding}}"}"""
            );
            return ClipTokenizer.Load(folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
