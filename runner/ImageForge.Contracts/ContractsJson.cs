using System.Text.Json.Serialization;
using ImageForge.Contracts.Plans;
using ImageForge.Contracts.Results;

namespace ImageForge.Contracts;

/// <summary>How operator and runner write the documents that they share.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow
)]
[JsonSerializable(typeof(RunPlan))]
[JsonSerializable(typeof(WorkPlan))]
[JsonSerializable(typeof(Manifest))]
[JsonSerializable(typeof(Progress))]
[JsonSerializable(typeof(TerminationMessage))]
public sealed partial class ContractsJson : JsonSerializerContext;
