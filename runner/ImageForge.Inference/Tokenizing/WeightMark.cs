namespace ImageForge.Inference.Tokenizing;

/// <summary>A place in a prompt that may mean more than it says.</summary>
/// <param name="At">Where it begins.</param>
/// <param name="Length">How many characters it has.</param>
/// <param name="Kind">What it would mean.</param>
/// <param name="Factor">What it multiplies weights by; 1 until its partner is found.</param>
internal readonly record struct WeightMark(int At, int Length, WeightMarkKind Kind, double Factor = 1);
