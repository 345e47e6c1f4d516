using System.Text.Json;
using ImageForge.Inference.Errors;

namespace ImageForge.Inference.Tokenizing;

/// <summary>Reads a tokenizer's folder: <c>vocab.json</c> and <c>merges.txt</c>, or else <c>tokenizer.json</c>, and what goes with them.</summary>
internal static class TokenizerFiles
{
    private const int DefaultLength = 77;

    /// <summary>transformers writes 10³⁰ where it knows no limit.</summary>
    private const double LongestLength = 100_000;

    /// <exception cref="ModelInvalidException">A file is missing or is not what it should be; the message names it.</exception>
    public static ClipTokenizer Load(string folder)
    {
        try
        {
            using JsonDocument? config = Document(folder, "tokenizer_config.json");
            using JsonDocument? map = Document(folder, "special_tokens_map.json");
            using JsonDocument? whole = Document(folder, "tokenizer.json");
            var special = new SpecialTokens(config?.RootElement, map?.RootElement);
            ClipVocabulary vocabulary =
                Vocabulary(folder, whole?.RootElement, special.Unknown)
                ?? throw new ModelInvalidException(
                    $"{folder} has neither vocab.json and merges.txt nor tokenizer.json"
                );
            return new ClipTokenizer(vocabulary, special, Length(config?.RootElement));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new ModelInvalidException($"the tokenizer in {folder} cannot be read: {e.Message}", e);
        }
    }

    private static int Length(JsonElement? config) =>
        config?.TryGetProperty("model_max_length", out JsonElement length) is true
        && length.GetDouble() is >= 3 and <= LongestLength and var tokens
            ? (int)tokens
            : DefaultLength;

    private static ClipVocabulary? Vocabulary(string folder, JsonElement? whole, string unknown)
    {
        string merges = Path.Combine(folder, "merges.txt");
        using JsonDocument? entries = Document(folder, "vocab.json");
        if (entries is not null && File.Exists(merges))
        {
            return new ClipVocabulary(
                Ids(entries.RootElement),
                [.. File.ReadLines(merges).Where(IsMerge).Select(Pair)],
                unknown
            );
        }

        if (whole is null)
        {
            return null;
        }

        JsonElement model = whole.Value.GetProperty("model");
        return new ClipVocabulary(
            Ids(model.GetProperty("vocab")),
            [.. model.GetProperty("merges").EnumerateArray().Select(Pair)],
            unknown
        );
    }

    private static Dictionary<string, int> Ids(JsonElement entries)
    {
        var ids = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (JsonProperty entry in entries.EnumerateObject())
        {
            ids[entry.Name] = entry.Value.TryGetInt32(out int id)
                ? id
                : throw new ModelInvalidException($"the tokenizer's entry '{entry.Name}' has {entry.Value} for an id");
        }

        return ids;
    }

    private static bool IsMerge(string line) =>
        line.Length > 0 && !line.StartsWith("#version", StringComparison.Ordinal);

    /// <summary>Older files have a merge as one text, newer ones as a list of two.</summary>
    private static (string Left, string Right) Pair(JsonElement merge) =>
        merge.ValueKind == JsonValueKind.Array && merge.GetArrayLength() == 2
            ? (merge[0].GetString() ?? "", merge[1].GetString() ?? "")
            : Pair(merge.GetString() ?? "");

    private static (string Left, string Right) Pair(string line) =>
        line.Split(' ') is [var left, var right]
            ? (left, right)
            : throw new ModelInvalidException($"'{line}' is not a merge of two entries");

    private static JsonDocument? Document(string folder, string name)
    {
        string file = Path.Combine(folder, name);
        if (!File.Exists(file))
        {
            return null;
        }

        try
        {
            using FileStream stream = File.OpenRead(file);
            return JsonDocument.Parse(stream);
        }
        catch (JsonException e)
        {
            throw new ModelInvalidException($"{file} is not valid JSON: {e.Message}", e);
        }
    }
}
