using Xunit;

namespace ImageForge.Inference.Tests.Onnx;

/// <summary>Tests of what the process has only one of: memory, and the library's log.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
