using System.Text.Encodings.Web;
using System.Text.Json;
using ImageForge.Contracts.Plans;

namespace ImageForge.Contracts.Results;

/// <summary>The record of a finished run: all that is needed to reproduce it, and what it made.</summary>
public sealed record Manifest
{
    private static readonly ContractsJson Json = new(
        new(ContractsJson.Default.Options)
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            WriteIndented = true,
        }
    );

    /// <summary>The version of this document.</summary>
    public string Version { get; set; } = "imageforge.dev/manifest/v1";

    /// <summary>The plan's hash.</summary>
    public required string PlanHash { get; init; }

    /// <summary>The plan itself.</summary>
    public required WorkPlan Work { get; init; }

    /// <summary>Version of the runner that made it.</summary>
    public required string Runner { get; init; }

    /// <summary>The pictures, by variant.</summary>
    public required IReadOnlyList<Artifact> Artifacts { get; init; }

    /// <summary>The users' pictures as they were read, in the plan's order; with the plan they decide every pixel.</summary>
    public IReadOnlyList<InputDigest> Inputs { get; set; } = [];

    /// <summary>What the model ran on; absent where none ran.</summary>
    public ComputeDevice? Device { get; init; }

    /// <summary>What was left out or replaced.</summary>
    public IReadOnlyList<Warning> Warnings { get; set; } = [];

    /// <summary>The manifest as it is stored: the same bytes for the same manifest, laid out for people.</summary>
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, Json.Manifest);

    /// <summary>Reads a stored manifest; null when it is not one.</summary>
    public static Manifest? TryParse(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return JsonSerializer.Deserialize(bytes, ContractsJson.Default.Manifest);
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            return null;
        }
    }
}
