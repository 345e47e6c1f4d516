namespace ImageForge.Inference.Errors;

/// <summary>A network gave what is no number, or one without end: half precision overflows so. The message names the step.</summary>
public sealed class NumericalException(string message) : InferenceException(message);
