using System.Text.Json.Serialization;

namespace ImageForge.Api.GenerationJobs;

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
