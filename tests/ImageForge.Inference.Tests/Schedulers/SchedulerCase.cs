using System.Text;
using System.Text.Json.Nodes;
using ImageForge.Inference.Schedulers;
using ImageForge.Inference.Tests.Golden;

namespace ImageForge.Inference.Tests.Schedulers;

/// <summary>One recorded run of a scheduler of diffusers.</summary>
internal sealed class SchedulerCase(string folder)
{
    private readonly JsonNode _json = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "case.json")))!;

    public Npy Latents { get; } = Npy.Read(Path.Combine(folder, "latents.npy"));

    public Npy ModelInputs { get; } = Npy.Read(Path.Combine(folder, "model_inputs.npy"));

    public Npy? Noise { get; } =
        File.Exists(Path.Combine(folder, "noise.npy")) ? Npy.Read(Path.Combine(folder, "noise.npy")) : null;

    public float[] Timesteps => Floats("timesteps")!;

    public float[]? Sigmas => Floats("sigmas");

    public int Steps => (int)_json["num_inference_steps"]!;

    public double? Strength => (double?)_json["strength"];

    public float? InitNoiseSigma => (float?)_json["init_noise_sigma"];

    public int NoiseDraws => (int)_json["noise_draws"]!;

    /// <summary>Whether the strength shortened the schedule of the scheduler instead of cutting it.</summary>
    public bool IsLcmPipeline => (string?)_json["variant"] == "lcm";

    public IScheduler CreateScheduler()
    {
        JsonNode config = _json["config"]!.DeepClone();
        config["_class_name"] = (string?)_json["scheduler"];
        return SchedulerFactory.Create(
            SchedulerConfig.Parse(Encoding.UTF8.GetBytes(config.ToJsonString())),
            eta: (double?)_json["step_kwargs"]?["eta"] ?? 0
        );
    }

    private float[]? Floats(string name) => _json[name]?.AsArray().Select(v => (float)v!).ToArray();
}
