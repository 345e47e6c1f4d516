namespace ImageForge.Inference.Onnx;

/// <summary>How a model is opened and run.</summary>
public sealed record SessionSettings
{
    /// <summary>On what it is to run.</summary>
    public ExecutionProvider Provider { get; init; } = ExecutionProvider.Auto;

    /// <summary>Threads of one operator on the processor; null for as many as there are cores.</summary>
    public int? IntraOpThreads { get; init; }

    /// <summary>How far the graph is rewritten.</summary>
    public GraphOptimization Optimization { get; init; } = GraphOptimization.All;

    /// <summary>Whether host memory is kept between runs; without it each run takes and gives back its own.</summary>
    public bool MemoryArena { get; init; } = true;

    /// <summary>Whether a run's memory is planned ahead from an earlier run with the same shapes.</summary>
    public bool MemoryPattern { get; init; } = true;

    /// <summary>Entries of the session's configuration, such as <c>session.set_denormal_as_zero</c>.</summary>
    public IReadOnlyDictionary<string, string> Configuration { get; init; } =
        System.Collections.Immutable.ImmutableDictionary<string, string>.Empty;

    /// <summary>Options of the GPU's provider, such as CUDA's <c>gpu_mem_limit</c>; not used on the processor.</summary>
    public IReadOnlyDictionary<string, string> ProviderOptions { get; init; } =
        System.Collections.Immutable.ImmutableDictionary<string, string>.Empty;
}

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
