namespace ImageForge.Inference.Tokenizing;

/// <summary>A prompt as tokens.</summary>
/// <param name="Chunks">At least one; their embeddings are laid one after the other.</param>
/// <param name="Cut">What was left out, where it was too long.</param>
internal sealed record PromptChunks(IReadOnlyList<PromptChunk> Chunks, PromptCut? Cut);
