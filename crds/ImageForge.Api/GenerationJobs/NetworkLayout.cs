using System.Text.Json.Serialization;

namespace ImageForge.Api.GenerationJobs;

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
