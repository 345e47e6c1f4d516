namespace ImageForge.Contracts.Plans;

/// <summary>What steers structure or colour of a picture (ControlNet).</summary>
public sealed record ControlPlan
{
    /// <summary>Canny, Depth, Recoloring, ColorGrid, Pose, Segmentation or Scribble: what its map holds.</summary>
    public required string Type { get; init; }

    /// <summary>How strongly it steers, 0 to 1.</summary>
    public required double Weight { get; init; }

    /// <summary>
    /// Canny: the picture whose edges count; else the finished map. Absent, for Canny only: the composed layout's edges.
    /// </summary>
    public ImageRef? Image { get; init; }

    /// <summary>The network that reads the map; absent: the one in the model's folder <c>controlnet</c>.</summary>
    public ModelPlan? Model { get; init; }
}
