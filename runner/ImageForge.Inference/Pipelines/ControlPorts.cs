namespace ImageForge.Inference.Pipelines;

/// <summary>
/// How ControlNets and the UNets that listen to them are recognised. Exporters differ in names; all keep diffusers' order, down
/// blocks first and the middle last.
/// </summary>
internal static class ControlPorts
{
    public const string Map = "controlnet_cond";
    public const string Scale = "conditioning_scale";

    /// <summary>Whether a UNet's input takes what a ControlNet gives.</summary>
    public static bool IsResidual(string input) =>
        input.StartsWith("down_block", StringComparison.Ordinal)
        || input.StartsWith("mid_block", StringComparison.Ordinal);
}
