using System.Text.Json.Serialization;
using ImageForge.Contracts.Plans;
using ImageForge.Contracts.Results;

namespace ImageForge.Contracts;

/// <summary>How operator and runner write the documents that they share.</summary>
/// <remarks>
/// Properties with a default have setters: generated code gives an <c>init</c> property that a document leaves out its
/// type's zero, not its default. Nothing sets them after a document is made.
/// </remarks>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    // Canonical JSON sorts keys, so the discriminator need not come first.
    AllowOutOfOrderMetadataProperties = true
)]
[JsonSerializable(typeof(RunPlan))]
[JsonSerializable(typeof(WorkPlan))]
[JsonSerializable(typeof(Manifest))]
[JsonSerializable(typeof(Progress))]
[JsonSerializable(typeof(TerminationMessage))]
public sealed partial class ContractsJson : JsonSerializerContext;
