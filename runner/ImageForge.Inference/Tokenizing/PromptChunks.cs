namespace ImageForge.Inference.Tokenizing;

/// <summary>A prompt as tokens.</summary>
/// <param name="Chunks">At least one; their embeddings are laid one after the other.</param>
/// <param name="Cut">What was left out, where it was too long.</param>
internal sealed record PromptChunks(IReadOnlyList<PromptChunk> Chunks, PromptCut? Cut);

/// <summary>What a text encoder is given at a time: as many tokens as it reads, beginning and end among them.</summary>
/// <param name="Ids">The tokens.</param>
/// <param name="Mask">1 for the text with its beginning and end, 0 for padding.</param>
/// <param name="Weights">How much each token counts: 1 unless the prompt says otherwise.</param>
internal sealed record PromptChunk(int[] Ids, int[] Mask, float[] Weights);

/// <summary>A prompt was longer than the model reads.</summary>
/// <param name="Tokens">Tokens of the prompt, with both ends.</param>
/// <param name="Limit">Tokens that the model reads.</param>
/// <param name="Words">What it does not read of the prompt.</param>
internal sealed record PromptCut(int Tokens, int Limit, string Words)
{
    private const int LongestQuote = 200;

    /// <summary>The sentence that warns of it.</summary>
    /// <param name="prompt">What to call the prompt.</param>
    public string Describe(string prompt)
    {
        string words = Words.Length <= LongestQuote ? Words : string.Concat(Words.AsSpan(0, LongestQuote), "…");
        return FormattableString.Invariant(
            $"the {prompt} has {Tokens} tokens of which the model reads {Limit}: left out is '{words}'"
        );
    }
}

/// <summary>How prompts are read.</summary>
/// <param name="Long">Whether a prompt that is too long for the model goes on in further chunks, rather than being cut.</param>
/// <param name="Weights">Whether parentheses and brackets weigh the words in them (<see cref="PromptWeights"/>).</param>
internal readonly record struct PromptOptions(bool Long = false, bool Weights = false);
