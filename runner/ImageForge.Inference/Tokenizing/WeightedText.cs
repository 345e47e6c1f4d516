namespace ImageForge.Inference.Tokenizing;

/// <summary>A part of a prompt.</summary>
/// <param name="Text">What it says, escapes resolved.</param>
/// <param name="Weight">How much it counts; 1 as it is.</param>
internal readonly record struct WeightedText(string Text, float Weight);
