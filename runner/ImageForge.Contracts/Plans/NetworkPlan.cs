namespace ImageForge.Contracts.Plans;

/// <summary>What a network from image to image takes and gives.</summary>
public sealed record NetworkPlan
{
    /// <summary>NCHW or NHWC: the order of its dimensions.</summary>
    public string Layout { get; set; } = "NCHW";

    /// <summary>Unit (0 to 1), Signed (-1 to 1) or Byte (0 to 255): what black and white are.</summary>
    public string Range { get; set; } = "Unit";

    /// <summary>RGB or BGR: the order of its channels.</summary>
    public string Channels { get; set; } = "RGB";
}
