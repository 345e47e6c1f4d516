namespace ImageForge.Inference.Tokenizing;

/// <summary>What a text encoder is given at a time: as many tokens as it reads, beginning and end among them.</summary>
/// <param name="Ids">The tokens.</param>
/// <param name="Mask">1 for the text with its beginning and end, 0 for padding.</param>
/// <param name="Weights">How much each token counts: 1 unless the prompt says otherwise.</param>
internal sealed record PromptChunk(int[] Ids, int[] Mask, float[] Weights);
