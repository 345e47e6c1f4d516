using System.Text.Json;
using System.Text.Json.Serialization;
using ImageForge.Inference.Errors;

namespace ImageForge.Inference.Schedulers;

/// <summary>
/// <c>scheduler_config.json</c> as diffusers writes it. What the file does not say is null, since each scheduler has defaults of
/// its own, also where it takes the place of the one that the file names.
/// </summary>
internal sealed record SchedulerConfig
{
    /// <summary>Where a model folder has it.</summary>
    public const string File = "scheduler/scheduler_config.json";

    /// <summary>The class in diffusers, such as <c>PNDMScheduler</c>.</summary>
    [JsonPropertyName("_class_name")]
    public string? ClassName { get; init; }

    public int? NumTrainTimesteps { get; init; }
    public double? BetaStart { get; init; }
    public double? BetaEnd { get; init; }
    public string? BetaSchedule { get; init; }
    public IReadOnlyList<float>? TrainedBetas { get; init; }
    public string? PredictionType { get; init; }
    public string? TimestepSpacing { get; init; }
    public int? StepsOffset { get; init; }
    public bool? SetAlphaToOne { get; init; }
    public bool? ClipSample { get; init; }
    public double? ClipSampleRange { get; init; }
    public bool? Thresholding { get; init; }
    public bool? RescaleBetasZeroSnr { get; init; }
    public string? FinalSigmasType { get; init; }
    public bool? UseKarrasSigmas { get; init; }
    public bool? UseExponentialSigmas { get; init; }
    public bool? UseBetaSigmas { get; init; }
    public bool? UseLuLambdas { get; init; }
    public bool? UseFlowSigmas { get; init; }
    public double? SigmaMin { get; init; }
    public double? SigmaMax { get; init; }
    public string? InterpolationType { get; init; }
    public string? TimestepType { get; init; }
    public string? AlgorithmType { get; init; }
    public int? SolverOrder { get; init; }
    public string? SolverType { get; init; }
    public bool? LowerOrderFinal { get; init; }
    public bool? EulerAtFinal { get; init; }
    public double? LambdaMinClipped { get; init; }
    public string? VarianceType { get; init; }
    public bool? SkipPrkSteps { get; init; }
    public int? OriginalInferenceSteps { get; init; }
    public double? TimestepScaling { get; init; }

    /// <summary>Reads the file's text, in which Python's <c>-Infinity</c> may stand.</summary>
    /// <exception cref="ModelInvalidException">It is no such file.</exception>
    public static SchedulerConfig Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(PythonJson.Quoted(json), SchedulerJson.Default.SchedulerConfig)
                ?? throw new ModelInvalidException($"{File} is null");
        }
        catch (JsonException e)
        {
            throw new ModelInvalidException($"{File} cannot be read: {e.Message}", e);
        }
    }
}

/// <summary>How the timesteps of a run are chosen from those of training.</summary>
internal enum TimestepSpacing
{
    /// <summary>Multiples of a whole stride from below, so that the noisiest are left out.</summary>
    Leading,

    /// <summary>Strides from above, so that the last timestep of training is the first.</summary>
    Trailing,

    /// <summary>From the first to the last of training, both taken.</summary>
    Linspace,
}

/// <summary>What the network predicts.</summary>
internal enum PredictionType
{
    /// <summary>The noise.</summary>
    Epsilon,

    /// <summary>√ā·ε − √(1−ā)·x₀.</summary>
    VPrediction,
}

/// <summary>Reads <see cref="SchedulerConfig"/>; settings that no scheduler here has are passed over.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals
)]
[JsonSerializable(typeof(SchedulerConfig))]
internal sealed partial class SchedulerJson : JsonSerializerContext;

/// <summary>Python writes numbers that are not finite as bare words, which JSON has not.</summary>
internal static class PythonJson
{
    /// <summary>The same text with <c>-Infinity</c>, <c>Infinity</c> and <c>NaN</c> in quotes where they stand outside of strings.</summary>
    public static byte[] Quoted(ReadOnlySpan<byte> json)
    {
        using var quoted = new MemoryStream(json.Length + 16);
        bool inString = false;
        for (int i = 0; i < json.Length; )
        {
            int word = inString ? 0 : WordAt(json[i..]);
            if (word > 0)
            {
                quoted.WriteByte((byte)'"');
                quoted.Write(json.Slice(i, word));
                quoted.WriteByte((byte)'"');
                i += word;
                continue;
            }

            int length = inString && json[i] == '\\' && i + 1 < json.Length ? 2 : 1;
            inString ^= json[i] == '"';
            quoted.Write(json.Slice(i, length));
            i += length;
        }

        return quoted.ToArray();
    }

    private static int WordAt(ReadOnlySpan<byte> json) =>
        json.StartsWith("-Infinity"u8) ? 9
        : json.StartsWith("Infinity"u8) ? 8
        : json.StartsWith("NaN"u8) ? 3
        : 0;
}
