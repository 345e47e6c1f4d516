using System.Text.Json;
using ImageForge.Contracts.Plans;

namespace ImageForge.Contracts.Results;

/// <summary>The record of a finished run: all that is needed to reproduce it, and what it made.</summary>
public sealed record Manifest
{
    /// <summary>The version of this document.</summary>
    public string Version { get; init; } = "imageforge.dev/manifest/v1";

    /// <summary>The plan's hash.</summary>
    public required string PlanHash { get; init; }

    /// <summary>The plan itself.</summary>
    public required WorkPlan Work { get; init; }

    /// <summary>Version of the runner that made it.</summary>
    public required string Runner { get; init; }

    /// <summary>The pictures, by variant.</summary>
    public required IReadOnlyList<Artifact> Artifacts { get; init; }

    /// <summary>The users' pictures as they were read, in the plan's order; with the plan they decide every pixel.</summary>
    public IReadOnlyList<InputDigest> Inputs { get; init; } = [];

    /// <summary>What the model ran on; absent where none ran.</summary>
    public ComputeDevice? Device { get; init; }

    /// <summary>What was left out or replaced.</summary>
    public IReadOnlyList<Warning> Warnings { get; init; } = [];

    /// <summary>The manifest as it is stored: the same bytes for the same manifest, laid out for people.</summary>
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, ContractsJson.IndentedOf<Manifest>());

    /// <summary>Reads a stored manifest; null when it is not one.</summary>
    public static Manifest? TryParse(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return JsonSerializer.Deserialize(bytes, ContractsJson.Of<Manifest>());
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            return null;
        }
    }
}

/// <summary>Names a stored manifest.</summary>
/// <param name="Key">Key in the store.</param>
/// <param name="Sha256">Hex SHA-256 of its bytes.</param>
public sealed record ManifestRef(string Key, string Sha256);

/// <summary>A user's picture as a run read it.</summary>
/// <param name="Uri">Where it was read, as the plan names it.</param>
/// <param name="Sha256">Hex SHA-256 of its bytes; absent when it could not be read or was no picture.</param>
public sealed record InputDigest(string Uri, string? Sha256);

/// <summary>Something that was left out or replaced while the rest was delivered.</summary>
/// <param name="Subject">What it concerns, by its field, from <c>spec.</c> on.</param>
/// <param name="Message">What is wrong with it.</param>
public sealed record Warning(string Subject, string Message)
{
    /// <summary>What subjects that concern rendering begin with.</summary>
    public const string Polish = "spec.polish";

    /// <summary>What subjects that concern prompts begin with.</summary>
    public const string Prompt = "spec.prompt";

    /// <summary>Subject of a warning that says for which picture the composed layout stands in, and why.</summary>
    public const string DeliveredComposed = "spec.polish.onFailure";
}

/// <summary>What a model ran on, as found out by running it.</summary>
/// <param name="Provider">Execution provider: Cuda, WebGpu or Cpu.</param>
/// <param name="Name">The device, by its maker's name.</param>
public sealed record ComputeDevice(string Provider, string Name);
