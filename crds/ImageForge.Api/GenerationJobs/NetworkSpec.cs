namespace ImageForge.Api.GenerationJobs;

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
