namespace ImageForge.Inference.Onnx;

/// <summary>A tensor and the input or output that it is for.</summary>
/// <param name="Name">The name of the model's input or output.</param>
/// <param name="Tensor">What is read, or written to.</param>
public readonly record struct NamedTensor(string Name, Tensor Tensor);
