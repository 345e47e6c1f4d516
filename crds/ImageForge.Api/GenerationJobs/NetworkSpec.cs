namespace ImageForge.Api.GenerationJobs;

/// <summary>What an image-to-image network takes and gives.</summary>
public sealed record NetworkSpec
{
    /// <summary>Order of its dimensions.</summary>
    public NetworkLayout Layout { get; init; }

    /// <summary>Which numbers black and white are.</summary>
    public NetworkRange Range { get; init; }

    /// <summary>Order of its channels.</summary>
    public NetworkChannels Channels { get; init; }
}
