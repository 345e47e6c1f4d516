namespace ImageForge.Inference.Onnx;

/// <summary>How far a graph is rewritten before it runs, by ONNX Runtime's numbers.</summary>
public enum GraphOptimization
{
    /// <summary>Not at all.</summary>
    None = 0,

    /// <summary>What holds for every provider: constants folded, dead nodes removed.</summary>
    Basic = 1,

    /// <summary>Nodes fused as well.</summary>
    Extended = 2,

    /// <summary>Memory layouts changed as well.</summary>
    All = 99,
}
