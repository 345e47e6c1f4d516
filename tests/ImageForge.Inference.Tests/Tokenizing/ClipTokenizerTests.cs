using ImageForge.Inference.Errors;
using ImageForge.Inference.Tokenizing;
using Xunit;

namespace ImageForge.Inference.Tests.Tokenizing;

/// <summary>Chunks, cuts, weights and files, with the small vocabulary of the reference models.</summary>
public sealed class ClipTokenizerTests
{
    private const int Length = 8;
    private const int Room = Length - 2;

    private static readonly PromptOptions Long = new(Long: true);

    [Fact]
    public void Short_prompts_are_padded()
    {
        ClipTokenizer tokenizer = SmallVocabulary.Tokenizer(maxLength: Length);
        List<int> words = tokenizer.Tokens("a b");
        PromptChunk chunk = Assert.Single(tokenizer.Encode("a b").Chunks);
        Assert.Equal([SmallVocabulary.Start, .. words, .. Ends(Length - 1 - words.Count)], chunk.Ids);
        Assert.Equal(words.Count + 2, chunk.Mask.Sum());
        Assert.All(chunk.Weights, w => Assert.Equal(1, w));
    }

    [Fact]
    public void Padding_may_be_another_token()
    {
        PromptChunk chunk = Assert.Single(SmallVocabulary.Tokenizer("!", Length).Encode("a !").Chunks);
        Assert.Equal(0, chunk.Ids[2]);
        Assert.Equal(SmallVocabulary.End, chunk.Ids[3]);
        Assert.Equal([0, 0, 0, 0], chunk.Ids[4..]);
        Assert.Equal(4, chunk.Mask.Sum());
    }

    [Fact]
    public void A_prompt_that_just_fits_is_not_cut()
    {
        PromptChunks prompt = SmallVocabulary.Tokenizer(maxLength: Length).Encode("1 2 3 4 5 6");
        Assert.Null(prompt.Cut);
        Assert.Equal(Length, Assert.Single(prompt.Chunks).Mask.Sum());
    }

    [Fact]
    public void What_is_cut_is_named_and_the_end_is_kept()
    {
        PromptChunks prompt = SmallVocabulary.Tokenizer(maxLength: Length).Encode("1 2 3 4 5 6 7 ä!");
        Assert.Equal(SmallVocabulary.End, Assert.Single(prompt.Chunks).Ids[^1]);
        Assert.Equal(new PromptCut(12, Length, "7 ä !"), prompt.Cut);
        Assert.Equal(
            "the negative prompt has 12 tokens of which the model reads 8: left out is '7 ä !'",
            prompt.Cut!.Describe("negative prompt")
        );
    }

    [Fact]
    public void A_warning_does_not_quote_without_end()
    {
        string words = string.Join(' ', Enumerable.Range(0, 1000));
        PromptCut cut = SmallVocabulary.Tokenizer(maxLength: Length).Encode(words).Cut!;
        Assert.InRange(cut.Words.Length, 1000, 10_000);
        Assert.InRange(cut.Describe("prompt").Length, 200, 300);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(Room, 1)]
    [InlineData(Room + 1, 2)]
    [InlineData(2 * Room, 2)]
    [InlineData((5 * Room) + 1, 6)]
    public void Long_prompts_go_on_in_further_chunks(int words, int chunks)
    {
        ClipTokenizer tokenizer = SmallVocabulary.Tokenizer(maxLength: Length);
        string text = string.Join(' ', Enumerable.Range(0, words).Select(i => i % 10));
        PromptChunks prompt = tokenizer.Encode(text, Long);
        Assert.Null(prompt.Cut);
        Assert.Equal(chunks, prompt.Chunks.Count);
        Assert.All(prompt.Chunks, c => Assert.Equal(SmallVocabulary.Start, c.Ids[0]));
        IEnumerable<int> body = prompt.Chunks.SelectMany(c => c.Ids[1..(c.Mask.Sum() - 1)]);
        Assert.Equal(tokenizer.Tokens(text), body);
        Assert.All(prompt.Chunks, c => Assert.Equal(SmallVocabulary.End, c.Ids[c.Mask.Sum() - 1]));
    }

    [Fact]
    public void Weights_are_those_of_the_words_tokens()
    {
        ClipTokenizer tokenizer = SmallVocabulary.Tokenizer();
        PromptChunks prompt = tokenizer.Encode("a (123:1.5) b", new PromptOptions(Weights: true));
        Assert.Equal([1, 1, 1.5f, 1.5f, 1.5f, 1, 1], prompt.Chunks[0].Weights[..7]);
        Assert.Equal(tokenizer.Encode("a 123 b").Chunks[0].Ids, prompt.Chunks[0].Ids);
    }

    [Fact]
    public void Without_the_option_parentheses_are_text()
    {
        PromptChunks prompt = SmallVocabulary.Tokenizer().Encode("a (123:1.5) b");
        Assert.All(prompt.Chunks[0].Weights, w => Assert.Equal(1, w));
        Assert.Equal(13, prompt.Chunks[0].Mask.Sum());
    }

    [Fact]
    public void Lone_surrogates_are_read_as_something()
    {
        List<int> tokens = SmallVocabulary.Tokenizer().Tokens("a\uD800b\uDC00");
        Assert.Equal(SmallVocabulary.Tokenizer().Tokens("a\uFFFDb\uFFFD"), tokens);
    }

    [Fact]
    public async Task Threads_share_a_tokenizer()
    {
        ClipTokenizer tokenizer = SmallVocabulary.Tokenizer();
        string text = string.Join(' ', Enumerable.Range(0, 500).Select(i => $"word{i} ünd"));
        List<int> expected = tokenizer.Tokens(text);
        List<int>[] results = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => Task.Run(() => tokenizer.Tokens(text)))
        );
        Assert.All(results, r => Assert.Equal(expected, r));
    }

    [Fact]
    public void Short_and_long_words_are_encoded_alike()
    {
        ClipVocabulary vocabulary = Vocabulary();
        var pairs = new BytePairs(vocabulary);
        var random = new Random(5);
        for (int i = 0; i < 5000; i++)
        {
            byte[] word = new byte[random.Next(1, 49)];
            for (int j = 0; j < word.Length; j++)
            {
                word[j] = (byte)"etaoinsh"[random.Next(8)];
            }

            List<int> one = [];
            List<int> other = [];
            pairs.Encode(word, one);
            pairs.EncodeLong(word, other);
            Assert.Equal(one, other);
        }
    }

    [Fact]
    public void A_word_of_a_megabyte_takes_no_more_than_its_share()
    {
        ClipTokenizer tokenizer = SmallVocabulary.Tokenizer();
        foreach (
            string hostile in new[]
            {
                "a",
                "th",
                "'",
                "e\u0301",
                "\u0300\u0323",
                "<|endoftext|",
                "ſ",
                "1",
                "\u1112\u1161\u11AB",
            }
        )
        {
            string text = string.Concat(Enumerable.Repeat(hostile, 1_000_000 / hostile.Length));
            Assert.NotEmpty(tokenizer.Tokens(text));
        }
    }

    [Fact]
    public void A_whole_tokenizer_file_does_for_both_others()
    {
        using var folder = new TokenizerFolder(SmallVocabulary.Folder);
        string vocabulary = File.ReadAllText(Path.Combine(folder.Path, "vocab.json"));
        string[] lines = [.. File.ReadLines(Path.Combine(folder.Path, "merges.txt")).Where(l => !l.StartsWith('#'))];
        folder.Delete("vocab.json");
        folder.Delete("merges.txt");
        foreach (IEnumerable<object> merges in new IEnumerable<object>[] { lines, lines.Select(l => l.Split(' ')) })
        {
            string list = System.Text.Json.JsonSerializer.Serialize(merges);
            folder.Write("tokenizer.json", $$"""{"model": {"vocab": {{vocabulary}}, "merges": {{list}} } }""");
            Assert.Equal(
                SmallVocabulary.Tokenizer().Tokens("snow on the castle"),
                ClipTokenizer.Load(folder.Path).Tokens("snow on the castle")
            );
        }
    }

    [Theory]
    [InlineData("""{"pad_token": "<|endoftext|>"}""", """{"pad_token": {"content": "!"}}""", 0)]
    [InlineData(
        """{"pad_token": "<|endoftext|>", "added_tokens_decoder": {}}""",
        """{"pad_token": "!"}""",
        SmallVocabulary.End
    )]
    [InlineData("""{"pad_token": {"content": "!"}}""", null, 0)]
    [InlineData("{}", "{}", SmallVocabulary.End)]
    [InlineData(null, null, SmallVocabulary.End)]
    public void Padding_is_read_as_transformers_reads_it(string? config, string? map, int expected)
    {
        using var folder = new TokenizerFolder(SmallVocabulary.Folder);
        folder.Delete("tokenizer_config.json");
        folder.Delete("special_tokens_map.json");
        if (config is not null)
        {
            folder.Write("tokenizer_config.json", config);
        }

        if (map is not null)
        {
            folder.Write("special_tokens_map.json", map);
        }

        ClipTokenizer tokenizer = ClipTokenizer.Load(folder.Path);
        Assert.Equal(77, tokenizer.MaxLength);
        Assert.Equal(expected, tokenizer.Encode("a").Chunks[0].Ids[^1]);
    }

    [Theory]
    [InlineData("vocab.json", null, "neither vocab.json")]
    [InlineData("merges.txt", null, "neither vocab.json")]
    [InlineData("vocab.json", "{", "vocab.json")]
    [InlineData("vocab.json", "[]", "tokenizer in")]
    [InlineData("vocab.json", """{"a": "b"}""", "tokenizer in")]
    [InlineData("vocab.json", """{"a": 1}""", "<|endoftext|>")]
    [InlineData("vocab.json", """{"a": 1.5}""", "'a'")]
    [InlineData("merges.txt", "a b c", "'a b c'")]
    [InlineData("merges.txt", "a zzz", "'zzz'")]
    [InlineData("tokenizer_config.json", """{"pad_token": "[PAD]"}""", "[PAD]")]
    [InlineData("tokenizer_config.json", """{"model_max_length": "many"}""", "tokenizer in")]
    public void What_is_wrong_with_files_is_said(string file, string? text, string expected)
    {
        using var folder = new TokenizerFolder(SmallVocabulary.Folder);
        folder.Delete("special_tokens_map.json");
        folder.Delete(file);
        if (text is not null)
        {
            folder.Write(file, text);
        }

        var e = Assert.Throws<ModelInvalidException>(() => ClipTokenizer.Load(folder.Path));
        Assert.Contains(expected, e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""[["a"]]""", "tokenizer in")]
    [InlineData("""["a"]""", "'a'")]
    [InlineData("""[null]""", "''")]
    [InlineData("""[1]""", "tokenizer in")]
    [InlineData("""{}""", "tokenizer in")]
    public void Wrong_merges_of_a_whole_file_are_refused(string merges, string expected)
    {
        using var folder = new TokenizerFolder();
        string vocabulary = """{"a": 0, "<|startoftext|>": 1, "<|endoftext|>": 2}""";
        folder.Write("tokenizer.json", $$"""{"model": {"vocab": {{vocabulary}}, "merges": {{merges}} } }""");
        var e = Assert.Throws<ModelInvalidException>(() => ClipTokenizer.Load(folder.Path));
        Assert.Contains(expected, e.Message, StringComparison.Ordinal);
    }

    private static ClipVocabulary Vocabulary()
    {
        // All pairs of eight letters, and pairs of these pairs, in an order that is none: any two symbols compete.
        var random = new Random(1);
        string[] letters = [.. "etaoinsh".Select(c => c.ToString())];
        (string, string)[] pairs =
        [
            .. letters.SelectMany(a => letters.SelectMany(b => new[] { (a, b), (a, b + "</w>") })),
        ];
        (string, string)[] fours =
        [
            .. pairs.SelectMany(p =>
                pairs.Where(_ => random.Next(9) == 0).Select(q => (p.Item1 + p.Item2, q.Item1 + q.Item2))
            ),
        ];
        (string, string)[] merges =
        [
            .. pairs.Concat(fours).Where(m => !m.Item1.EndsWith('>')).OrderBy(_ => random.Next()),
        ];
        IEnumerable<string> entries = letters
            .Concat(letters.Select(l => l + "</w>"))
            .Concat(merges.SelectMany(m => new[] { m.Item1, m.Item2, m.Item1 + m.Item2 }))
            .Append("<|endoftext|>")
            .Distinct();
        return new ClipVocabulary(
            entries.Select((e, i) => (e, i)).ToDictionary(p => p.e, p => p.i),
            merges,
            "<|endoftext|>"
        );
    }

    private static IEnumerable<int> Ends(int count) => Enumerable.Repeat(SmallVocabulary.End, count);
}
