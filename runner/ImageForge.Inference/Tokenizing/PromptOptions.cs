namespace ImageForge.Inference.Tokenizing;

/// <summary>How prompts are read.</summary>
/// <param name="Long">Whether a prompt that is too long for the model goes on in further chunks, rather than being cut.</param>
/// <param name="Weights">Whether parentheses and brackets weigh the words in them (<see cref="PromptWeights"/>).</param>
internal readonly record struct PromptOptions(bool Long = false, bool Weights = false);
