using ImageForge.Api.GenerationJobs;

namespace ImageForge.Planning.Polishing;

/// <summary>The back ends that a runner carries out itself.</summary>
internal static class LocalBackends
{
    /// <summary>Whether anything renders.</summary>
    public static bool Renders(PolishSpec? polish) => polish?.Backend is not null and not PolishBackend.None;

    /// <summary>Whether the runner renders by a model of its own.</summary>
    public static bool Has(PolishBackend? backend) => backend is PolishBackend.Onnx or PolishBackend.OnnxStyle;
}
