using ImageForge.Inference.Errors;
using ImageForge.Inference.Schedulers;
using ImageForge.Inference.Tokenizing;

namespace ImageForge.Fuzz.Subjects;

/// <summary>
/// The JSON files of a model's folder, which come from wherever the model does: read as settings of a scheduler, of which then
/// every kind is made and taken a step, and as a tokenizer.
/// </summary>
internal sealed class ModelFilesSubject : IFuzzSubject
{
    private const int Steps = 7;
    private const int Elements = 4;

    /// <summary>Made where it is needed: all subjects are there whichever is run.</summary>
    private readonly Lazy<string> _folder = new(() =>
        Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "fuzz-model")).FullName
    );

    public string Name => "model";

    public TimeSpan Limit => TimeSpan.FromSeconds(10);

    public long MostBytes => 256 << 20;

    public IEnumerable<byte[]> Seeds() =>
        [
            """
            {"_class_name": "PNDMScheduler", "beta_end": 0.012, "beta_schedule": "scaled_linear", "beta_start": 0.00085,
             "num_train_timesteps": 1000, "prediction_type": "epsilon", "set_alpha_to_one": false, "skip_prk_steps": true,
             "steps_offset": 1, "timestep_spacing": "trailing", "trained_betas": null, "clip_sample": false}
            """u8.ToArray(),
            """
            {"_class_name": "DPMSolverMultistepScheduler", "use_karras_sigmas": true, "lambda_min_clipped": -Infinity,
             "trained_betas": [0.1, 0.2, 0.3], "num_train_timesteps": 3, "prediction_type": "v_prediction",
             "rescale_betas_zero_snr": true, "final_sigmas_type": "sigma_min", "original_inference_steps": 3}
            """u8.ToArray(),
            """
            {"model_max_length": 77, "pad_token": {"content": "a"}, "unk_token": "b", "bos_token": "c", "eos_token": "d",
             "added_tokens_decoder": {},
             "model": {"vocab": {"a": 0, "b": 1, "c": 2, "d": 3, "ab": 4, "a</w>": 5, "aba</w>": 6},
                       "merges": ["a b", ["ab", "a</w>"]]}}
            """u8.ToArray(),
        ];

    public byte[] Repair(byte[] input) => input;

    public Task<string?> ReadAsync(byte[] input)
    {
        string? scheduler = Refusal(() => TakeSteps(SchedulerConfig.Parse(input)));
        File.WriteAllBytes(Path.Combine(_folder.Value, "tokenizer.json"), input);
        File.WriteAllBytes(Path.Combine(_folder.Value, "tokenizer_config.json"), input);
        string? tokenizer = Refusal(() => ClipTokenizer.Load(_folder.Value).Encode("ababa cab d"));
        return Task.FromResult(scheduler is null || tokenizer is null ? null : $"{scheduler}; {tokenizer}");
    }

    private static string? Refusal(Action read)
    {
        try
        {
            read();
            return null;
        }
        catch (InferenceException e) when (e is ModelInvalidException or RequestInvalidException)
        {
            return e.Message;
        }
    }

    private static void TakeSteps(SchedulerConfig config)
    {
        foreach (Scheduler kind in Enum.GetValues<Scheduler>())
        {
            IScheduler scheduler = SchedulerFactory.Create(config, kind);
            scheduler.SetTimesteps(Steps);
            scheduler.Begin(0, Elements);
            float[] latent = new float[Elements];
            for (int step = 0; step < scheduler.Timesteps.Length; step++)
            {
                if (!float.IsFinite(scheduler.Timesteps[step]))
                {
                    throw new InvalidOperationException($"{kind} has a timestep of {scheduler.Timesteps[step]}");
                }

                scheduler.ScaleModelInput(latent, latent, step);
                scheduler.Step(latent, step, latent, latent);
            }
        }
    }
}
