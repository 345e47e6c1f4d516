using System.Text.Json;

namespace ImageForge.Inference.Tokenizing;

/// <summary>Tokens that are no words, by the rule of transformers for which of two files counts.</summary>
internal sealed record SpecialTokens
{
    private const string StartOfText = "<|startoftext|>";
    private const string EndOfText = "<|endoftext|>";

    public SpecialTokens() { }

    /// <param name="config"><c>tokenizer_config.json</c>; since it lists its added tokens it counts alone.</param>
    /// <param name="map"><c>special_tokens_map.json</c>, which counts more with a configuration from before.</param>
    public SpecialTokens(JsonElement? config, JsonElement? map)
    {
        bool isWhole = config?.TryGetProperty("added_tokens_decoder", out _) is true;
        string? Read(string name) => isWhole ? Content(config, name) : Content(map, name) ?? Content(config, name);
        Start = Read("bos_token") ?? StartOfText;
        End = Read("eos_token") ?? EndOfText;
        Padding = Read("pad_token") ?? EndOfText;
        Unknown = Read("unk_token") ?? EndOfText;
    }

    /// <summary>Begins every text.</summary>
    public string Start { get; init; } = StartOfText;

    /// <summary>Ends every text.</summary>
    public string End { get; init; } = EndOfText;

    /// <summary>Fills up what is left.</summary>
    public string Padding { get; init; } = EndOfText;

    /// <summary>Stands for what the vocabulary has no entry for.</summary>
    public string Unknown { get; init; } = EndOfText;

    private static string? Content(JsonElement? file, string name)
    {
        if (file?.TryGetProperty(name, out JsonElement token) is not true)
        {
            return null;
        }

        return token.ValueKind switch
        {
            JsonValueKind.String => token.GetString(),
            JsonValueKind.Object => token.GetProperty("content").GetString(),
            _ => null,
        };
    }
}
