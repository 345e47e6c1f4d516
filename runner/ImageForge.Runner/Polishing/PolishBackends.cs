namespace ImageForge.Runner.Polishing;

/// <summary>The back ends of this runner, as plans name them.</summary>
internal static class PolishBackends
{
    /// <summary>A diffusion model.</summary>
    public const string Diffusion = "Onnx";

    /// <summary>One network from picture to picture.</summary>
    public const string Style = "OnnxStyle";
}
