using System.Text.Json.Serialization;

namespace ImageForge.Api.Core;

/// <summary>A port that a container listens on.</summary>
public sealed record ContainerPort
{
    /// <summary>The port's number.</summary>
    [JsonPropertyName("containerPort")]
    public required int ContainerPortNumber { get; init; }

    /// <summary>Its name within the pod.</summary>
    public string? Name { get; init; }

    /// <summary><c>TCP</c> (default), <c>UDP</c> or <c>SCTP</c>.</summary>
    public string? Protocol { get; init; }
}
