using System.Text;
using System.Text.Json.Nodes;
using ImageForge.Inference.Tokenizing;
using Xunit;

namespace ImageForge.Inference.Tests.Tokenizing;

/// <summary>
/// Random prompts of all scripts, combining marks in all orders and special tokens, as transformers' CLIPTokenizer reads them;
/// recorded by Recorded/generate.py with the small vocabulary of the reference models.
/// </summary>
public sealed class RecordedTokenizerTests
{
    private const int Cases = 400;

    [Fact]
    public void Every_prompt_is_read_as_transformers_reads_it()
    {
        ClipTokenizer end = SmallVocabulary.Tokenizer();
        ClipTokenizer bang = SmallVocabulary.Tokenizer(padding: "!");
        string[] lines = File.ReadAllLines(
            Path.Combine(AppContext.BaseDirectory, "Tokenizing", "Recorded", "cases.jsonl")
        );
        var differing = new List<string>();
        foreach (string line in lines)
        {
            JsonNode recorded = JsonNode.Parse(line)!;
            var prompt = new StringBuilder();
            foreach (JsonNode? point in recorded["codepoints"]!.AsArray())
            {
                prompt.Append(char.ConvertFromUtf32((int)point!));
            }

            Check(recorded["end"]!, end, prompt.ToString(), differing);
            Check(recorded["bang"]!, bang, prompt.ToString(), differing);
        }

        Assert.True(differing.Count == 0, string.Join('\n', differing.Take(20)));
        Assert.Equal(Cases, lines.Length);
    }

    private static void Check(JsonNode expected, ClipTokenizer tokenizer, string prompt, List<string> differing)
    {
        List<int> actual = tokenizer.Tokens(prompt);
        if (!actual.SequenceEqual(expected.AsArray().Select(id => (int)id!)))
        {
            string points = string.Join(' ', prompt.EnumerateRunes().Select(r => $"{r.Value:X4}"));
            differing.Add($"{points}: {string.Join(' ', actual)} and not {expected.ToJsonString()}");
        }
    }
}
