using System.Text;
using ImageForge.Inference.Tokenizing;

namespace ImageForge.Fuzz.Subjects;

/// <summary>
/// Prompts as users write them, weights and all, with a vocabulary of the bytes and a few merges. A prompt is never refused: what
/// comes out must have the form that text encoders are given.
/// </summary>
internal sealed class PromptSubject : IFuzzSubject
{
    private const int Length = 77;
    private const string End = "</w>";
    private const string StartOfText = "<|startoftext|>";
    private const string EndOfText = "<|endoftext|>";

    private static readonly PromptOptions Everything = new(Long: true, Weights: true);

    private readonly ClipTokenizer _tokenizer = CreateTokenizer();

    public string Name => "prompt";

    public TimeSpan Limit => TimeSpan.FromSeconds(10);

    public long MostBytes => 1 << 30;

    public IEnumerable<byte[]> Seeds() =>
        [
            "a (castle:1.3) at [[night]], it's \\(quiet\\), ((snow)), f1.8 <|endoftext|> !"u8.ToArray(),
            "(a (b [c:1.2] d:0.5) e) (unclosed [x"u8.ToArray(),
            "cafe\u0301 \u0130\u03a3 \u1112\u1161\u11ab \u0300\u0323\u0345 猫の 🐱\u200d🐶 \u0085\u00a0"u8.ToArray(),
        ];

    public byte[] Repair(byte[] input) => input;

    public Task<string?> ReadAsync(byte[] input)
    {
        string prompt = Encoding.UTF8.GetString(input);
        Check(_tokenizer.Encode(prompt));
        Check(_tokenizer.Encode(prompt, Everything));
        return Task.FromResult<string?>(null);
    }

    private static void Check(PromptChunks prompt)
    {
        foreach (PromptChunk chunk in prompt.Chunks)
        {
            bool isRight =
                chunk.Ids.Length == Length
                && chunk.Mask.Length == Length
                && chunk.Weights.Length == Length
                && chunk.Ids.All(id => id >= 0)
                && chunk.Weights.All(float.IsFinite)
                && chunk.Mask.Sum() is >= 2 and <= Length;
            if (!isRight)
            {
                throw new InvalidOperationException("a chunk has not the form that text encoders are given");
            }
        }
    }

    private static ClipTokenizer CreateTokenizer()
    {
        (string Left, string Right)[] merges =
        [
            ("t", "h"),
            ("th", "e" + End),
            ("a", "a"),
            ("aa", "aa"),
            ("i", "n"),
            ("in", "g" + End),
            ("(", "("),
        ];
        string[] letters = [.. Enumerable.Range(0, 256).Select(b => ByteAlphabet.Letter((byte)b).ToString())];
        IEnumerable<string> entries =
        [
            .. letters,
            .. letters.Select(l => l + End),
            .. merges.Select(m => m.Left + m.Right),
            StartOfText,
            EndOfText,
        ];
        var ids = entries.Select((entry, id) => (entry, id)).ToDictionary(e => e.entry, e => e.id);
        return new ClipTokenizer(
            new ClipVocabulary(ids, merges, EndOfText),
            new SpecialTokens { Padding = "!" },
            Length
        );
    }
}
