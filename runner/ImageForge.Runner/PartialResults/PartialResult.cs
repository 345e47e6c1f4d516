using System.Text.Json.Serialization;
using ImageForge.Contracts.Results;

namespace ImageForge.Runner.PartialResults;

/// <summary>A finished picture of a run that is not published yet. The record is written after the picture, so the picture is complete.</summary>
internal sealed record PartialResult
{
    /// <summary>The plan that it was made for.</summary>
    public required string PlanHash { get; init; }

    /// <summary>The job's incarnation that it was made for.</summary>
    public required string Uid { get; init; }

    /// <summary>The build that made it.</summary>
    public required string Runner { get; init; }

    /// <summary>The users' pictures that it was made from.</summary>
    public required IReadOnlyList<InputDigest> Inputs { get; init; }

    /// <summary>Index of the variant, from 0.</summary>
    public required int Variant { get; init; }

    /// <summary>Where the picture is.</summary>
    public required string Key { get; init; }

    /// <summary>Hex SHA-256 of the picture.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Size of the picture.</summary>
    public required long Bytes { get; init; }

    /// <summary>Width in pixels.</summary>
    public required int Width { get; init; }

    /// <summary>Height in pixels.</summary>
    public required int Height { get; init; }

    /// <summary>Where the signals' assets are.</summary>
    public required IReadOnlyList<Hitbox> Hitboxes { get; init; }

    /// <summary>What it was rendered on; absent where no model ran.</summary>
    public ComputeDevice? Device { get; init; }

    /// <summary>What was left out of it, or stands in for it.</summary>
    public IReadOnlyList<Warning> Warnings { get; set; } = [];
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(PartialResult))]
internal sealed partial class PartialResultJson : JsonSerializerContext;
