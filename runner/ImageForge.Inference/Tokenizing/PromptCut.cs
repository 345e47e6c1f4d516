namespace ImageForge.Inference.Tokenizing;

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
