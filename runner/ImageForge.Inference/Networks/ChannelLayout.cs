namespace ImageForge.Inference.Networks;

/// <summary>The order of a picture's dimensions.</summary>
public enum ChannelLayout
{
    /// <summary>Batch, channels, height, width: planes.</summary>
    Nchw,

    /// <summary>Batch, height, width, channels: pixels.</summary>
    Nhwc,
}
