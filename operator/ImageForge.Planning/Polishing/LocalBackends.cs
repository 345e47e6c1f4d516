using ImageForge.Api.GenerationJobs;

namespace ImageForge.Planning.Polishing;

/// <summary>Back ends that run inside the runner.</summary>
internal static class LocalBackends
{
    /// <summary>Whether a back end is set.</summary>
    public static bool Renders(PolishSpec? polish) => polish?.Backend is not null and not PolishBackend.None;

    /// <summary>Whether the back end runs inside the runner.</summary>
    public static bool Has(PolishBackend? backend) => backend is PolishBackend.Onnx or PolishBackend.OnnxStyle;
}
