namespace ImageForge.Inference.Networks;

/// <summary>What black and white are to a network.</summary>
public enum ValueRange
{
    /// <summary>0 and 1.</summary>
    Unit,

    /// <summary>−1 and 1.</summary>
    Signed,

    /// <summary>0 and 255.</summary>
    Byte,
}
