namespace ImageForge.Inference.Pipelines;

/// <summary>What a UNet is told beside the latents.</summary>
/// <param name="Text">The text.</param>
/// <param name="Size">
/// Stable Diffusion XL's size conditions: height and width of the original, top and left of the crop, height and width of the
/// picture, or for its refiner an aesthetic score in place of the last two; absent for others.
/// </param>
internal sealed record Conditioning(TextEmbedding Text, float[]? Size = null);
