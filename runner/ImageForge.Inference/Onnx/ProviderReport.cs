namespace ImageForge.Inference.Onnx;

/// <summary>What really runs: a model was run on it before this was said.</summary>
/// <param name="Provider">The execution provider.</param>
/// <param name="Device">The device's name as its driver gives it, such as <c>NVIDIA L4</c> or a processor's model.</param>
public sealed record ProviderReport(ExecutionProvider Provider, string Device);
