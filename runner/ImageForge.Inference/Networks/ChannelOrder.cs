namespace ImageForge.Inference.Networks;

/// <summary>The order of a picture's channels.</summary>
public enum ChannelOrder
{
    /// <summary>Red first.</summary>
    Rgb,

    /// <summary>Blue first.</summary>
    Bgr,
}
