using System.Buffers;
using System.Runtime.InteropServices;

namespace ImageForge.Inference.Tokenizing;

/// <summary>
/// The tokenizer of CLIP's text encoders, as transformers has it: special tokens are cut out of the text, the rest is brought to
/// normal form C and lower case, parted into words, and each word's UTF-8 encoded by byte pairs. Used by any number of threads.
/// </summary>
internal sealed class ClipTokenizer
{
    private const int Ends = 2;

    private readonly ClipVocabulary _vocabulary;
    private readonly BytePairs _pairs;
    private readonly (string Text, int Id)[] _special;
    private readonly SearchValues<string> _specialTexts;
    private readonly int _startId;
    private readonly int _endId;
    private readonly int _paddingId;

    /// <param name="vocabulary">Its entries.</param>
    /// <param name="special">Those that are no words.</param>
    /// <param name="maxLength">Tokens that the model reads, at least three.</param>
    /// <exception cref="Errors.ModelInvalidException">A special token is no entry.</exception>
    public ClipTokenizer(ClipVocabulary vocabulary, SpecialTokens special, int maxLength)
    {
        _vocabulary = vocabulary;
        _pairs = new BytePairs(vocabulary);
        MaxLength = maxLength;
        _startId = vocabulary.IdOf(special.Start);
        _endId = vocabulary.IdOf(special.End);
        _paddingId = vocabulary.IdOf(special.Padding);
        string[] texts = [special.Start, special.End, special.Padding, special.Unknown];
        // Where one begins another, the longer is meant.
        _special = [.. texts.Distinct().OrderByDescending(t => t.Length).Select(t => (t, vocabulary.IdOf(t)))];
        _specialTexts = SearchValues.Create(texts, StringComparison.Ordinal);
    }

    /// <summary>Tokens that the model reads at a time, both ends among them.</summary>
    public int MaxLength { get; }

    /// <summary>Reads a tokenizer's folder.</summary>
    /// <exception cref="Errors.ModelInvalidException">A file is missing or is not what it should be.</exception>
    public static ClipTokenizer Load(string folder) => TokenizerFiles.Load(folder);

    /// <summary>A prompt as chunks of <see cref="MaxLength"/> tokens.</summary>
    public PromptChunks Encode(string prompt, PromptOptions options = default)
    {
        var ids = new List<int>();
        var weights = new List<float>();
        foreach (WeightedText part in options.Weights ? PromptWeights.Parse(prompt) : [new WeightedText(prompt, 1)])
        {
            int before = ids.Count;
            Append(part.Text, ids);
            CollectionsMarshal.SetCount(weights, ids.Count);
            CollectionsMarshal.AsSpan(weights)[before..].Fill(part.Weight);
        }

        int room = MaxLength - Ends;
        int chunks = options.Long ? Math.Max(1, (ids.Count + room - 1) / room) : 1;
        ReadOnlySpan<int> left = CollectionsMarshal.AsSpan(ids)[Math.Min(chunks * room, ids.Count)..];
        return new PromptChunks(
            [.. Enumerable.Range(0, chunks).Select(c => Chunk(ids, weights, c * room))],
            left.IsEmpty ? null : new PromptCut(ids.Count + Ends, MaxLength, _vocabulary.TextOf(left))
        );
    }

    /// <summary>The tokens of a text, without beginning and end.</summary>
    public List<int> Tokens(string text)
    {
        var ids = new List<int>();
        Append(text, ids);
        return ids;
    }

    private void Append(string text, List<int> into)
    {
        var words = new WordReader(_pairs, into);
        ReadOnlySpan<char> left = text;
        while (!left.IsEmpty)
        {
            int at = left.IndexOfAny(_specialTexts);
            words.Read(at < 0 ? left : left[..at]);
            if (at < 0)
            {
                break;
            }

            left = left[at..];
            foreach ((string special, int id) in _special)
            {
                if (left.StartsWith(special, StringComparison.Ordinal))
                {
                    into.Add(id);
                    left = left[special.Length..];
                    break;
                }
            }
        }
    }

    private PromptChunk Chunk(List<int> ids, List<float> weights, int from)
    {
        int[] tokens = new int[MaxLength];
        int[] mask = new int[MaxLength];
        float[] weightOf = new float[MaxLength];
        int count = Math.Min(ids.Count - from, MaxLength - Ends);
        tokens.AsSpan().Fill(_paddingId);
        mask.AsSpan(0, count + Ends).Fill(1);
        weightOf.AsSpan().Fill(1);
        tokens[0] = _startId;
        ids.CopyTo(from, tokens, 1, count);
        weights.CopyTo(from, weightOf, 1, count);
        tokens[count + 1] = _endId;
        return new PromptChunk(tokens, mask, weightOf);
    }
}
