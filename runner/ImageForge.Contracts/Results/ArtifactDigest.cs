using System.Text.Json.Serialization;

namespace ImageForge.Contracts.Results;

/// <summary>A stored picture, as short as a termination message needs it; key and seed are those of the plan.</summary>
/// <param name="Sha256">Hex SHA-256 of the file.</param>
/// <param name="Bytes">Size of the file.</param>
/// <param name="Width">Width in pixels.</param>
/// <param name="Height">Height in pixels.</param>
public sealed record ArtifactDigest(
    [property: JsonPropertyName("s")] string Sha256,
    [property: JsonPropertyName("b")] long Bytes,
    [property: JsonPropertyName("w")] int Width,
    [property: JsonPropertyName("h")] int Height
);
