using System.Text.Json;
using ImageForge.Inference.Tokenizing;
using ImageForge.Testing.Data;
using Xunit;

namespace ImageForge.Inference.Tests.Tokenizing;

/// <summary>Every case that was recorded of transformers' CLIPTokenizer, exactly.</summary>
public sealed class GoldenTokenizerTests
{
    private const int Cases = 72;

    [Fact]
    public void Ids_and_masks_are_those_of_transformers()
    {
        using JsonDocument json = JsonDocument.Parse(
            File.ReadAllText(RecordedData.Path("tiny-sd", "tokenizer", "cases.json"))
        );
        int compared = 0;
        foreach (JsonElement recorded in json.RootElement.GetProperty("cases").EnumerateArray())
        {
            Compare(recorded, ClipFixture.Clip, "eos");
            Compare(recorded, ClipFixture.ClipWithBang, "bang");
            compared++;
        }

        Assert.Equal(Cases, compared);
    }

    private static void Compare(JsonElement recorded, ClipTokenizer tokenizer, string padding)
    {
        string name = recorded.GetProperty("name").GetString()!;
        PromptChunks prompt = tokenizer.Encode(recorded.GetProperty("prompt").GetString()!);
        PromptChunk chunk = Assert.Single(prompt.Chunks);
        Assert.Equal((name, Ints(recorded, "ids_pad_" + padding)), (name, Join(chunk.Ids)));
        Assert.Equal((name, Ints(recorded, "mask_pad_" + padding)), (name, Join(chunk.Mask)));
        if (padding == "eos")
        {
            int count = recorded.GetProperty("untruncated_count").GetInt32();
            Assert.Equal((name, count > tokenizer.MaxLength), (name, prompt.Cut is not null));
            Assert.Equal(prompt.Cut is null ? 0 : count, prompt.Cut?.Tokens ?? 0);
        }
    }

    private static string Ints(JsonElement recorded, string key) =>
        Join(recorded.GetProperty(key).EnumerateArray().Select(v => v.GetInt32()));

    private static string Join(IEnumerable<int> values) => string.Join(' ', values);
}
