namespace ImageForge.Inference.Pipelines;

/// <summary>The names by which a ControlNet hands its findings to a UNet.</summary>
internal static class ControlPorts
{
    private const string Down = "down_block_additional_residual";
    private const string Middle = "mid_block_additional_residual";

    /// <summary>Whether a UNet's input takes what a ControlNet gives.</summary>
    public static bool IsResidual(string input) =>
        input.StartsWith(Down, StringComparison.Ordinal) || input.StartsWith(Middle, StringComparison.Ordinal);
}
