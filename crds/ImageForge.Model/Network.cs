using System.Text.Json.Serialization;

namespace ImageForge.Model;

/// <summary>Input and output format of an image-to-image network.</summary>
public sealed record NetworkSpec
{
    /// <summary>Order of the dimensions.</summary>
    public NetworkLayout Layout { get; init; }

    /// <summary>Values of black and white.</summary>
    public NetworkRange Range { get; init; }

    /// <summary>Order of the channels.</summary>
    public NetworkChannels Channels { get; init; }
}

/// <summary>Order of an image tensor's dimensions.</summary>
public enum NetworkLayout
{
    /// <summary>Batch, channel, row, column.</summary>
    [JsonStringEnumMemberName("NCHW")]
    Nchw,

    /// <summary>Batch, row, column, channel.</summary>
    [JsonStringEnumMemberName("NHWC")]
    Nhwc,
}

/// <summary>Values of black and white in an image tensor.</summary>
public enum NetworkRange
{
    /// <summary>0 and 1.</summary>
    Unit,

    /// <summary>-1 and 1.</summary>
    Signed,

    /// <summary>0 and 255.</summary>
    Byte,
}

/// <summary>Order of an image tensor's channels.</summary>
public enum NetworkChannels
{
    /// <summary>Red first.</summary>
    [JsonStringEnumMemberName("RGB")]
    Rgb,

    /// <summary>Blue first.</summary>
    [JsonStringEnumMemberName("BGR")]
    Bgr,
}
