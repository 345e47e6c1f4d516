using System.Text.Json.Serialization;

namespace ImageForge.Inference.Schedulers;

/// <summary>Reads <see cref="SchedulerConfig"/>; settings that no scheduler here has are passed over.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals
)]
[JsonSerializable(typeof(SchedulerConfig))]
internal sealed partial class SchedulerJson : JsonSerializerContext;
