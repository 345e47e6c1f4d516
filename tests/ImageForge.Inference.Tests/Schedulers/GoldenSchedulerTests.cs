using System.Text.Json.Nodes;
using ImageForge.Inference.Schedulers;
using ImageForge.Inference.Tests.Golden;
using ImageForge.Testing.Data;
using Xunit;

namespace ImageForge.Inference.Tests.Schedulers;

/// <summary>Every trajectory that was recorded of diffusers, with the recording's stand-in for the network.</summary>
public sealed class GoldenSchedulerTests(ITestOutputHelper output)
{
    private const double LatentTolerance = 5e-5;
    private const double SigmaTolerance = 2e-6;
    private const int Cases = 104;

    [Fact]
    public void Every_trajectory_is_that_of_diffusers()
    {
        string root = RecordedData.Path("schedulers");
        string[] paths =
        [
            .. JsonNode
                .Parse(File.ReadAllText(Path.Combine(root, "index.json")))!
                .AsArray()
                .Select(entry => (string)entry!["path"]!),
        ];
        var worst = new Dictionary<string, double>();
        foreach (string path in paths)
        {
            string name = path[..path.LastIndexOf('/')];
            double difference = Follow(new SchedulerCase(Path.Combine(root, path)), path);
            worst[name] = Math.Max(worst.GetValueOrDefault(name), difference);
        }

        foreach ((string name, double difference) in worst)
        {
            output.WriteLine($"{name}: {difference:0.0e+0}");
        }

        Assert.Equal(Cases, paths.Length);
        Assert.All(worst, w => Assert.True(w.Value <= LatentTolerance, $"{w.Key} differs by {w.Value}"));
    }

    [Fact]
    public void Tables_of_training_are_those_of_torch()
    {
        var schedule = NoiseSchedule.OfSigmas(
            new SettingReader(
                new SchedulerConfig
                {
                    BetaStart = 0.00085,
                    BetaEnd = 0.012,
                    BetaSchedule = "scaled_linear",
                },
                "test"
            )
        );
        Assert.Equal(Npy.Read(RecordedData.Path("schedulers", "alphas_cumprod.npy")).Values, schedule.AlphasCumprod);
        Assert.Equal(Npy.Read(RecordedData.Path("schedulers", "train_sigmas.npy")).Values, schedule.Sigmas);
    }

    /// <summary>The greatest difference of a latent, over 1 + |reference|.</summary>
    private static double Follow(SchedulerCase recorded, string path)
    {
        IScheduler scheduler = recorded.CreateScheduler();
        int begin = 0;
        if (recorded.IsLcmPipeline)
        {
            ((LcmScheduler)scheduler).SetTimesteps(recorded.Steps, recorded.Strength!.Value);
        }
        else
        {
            scheduler.SetTimesteps(recorded.Steps);
            begin = recorded.Strength is { } strength ? Strength.StartIndex(recorded.Steps, strength) : 0;
        }

        Assert.Equal(recorded.Timesteps, scheduler.Timesteps[begin..]);
        Assert.Equal(recorded.NoiseDraws, scheduler.DrawsFrom(begin));
        Assert.Equal(recorded.Latents.Shape[0] - 1, scheduler.CallsFrom(begin));
        CheckSigmas(recorded, scheduler);
        float[] latent = Start(recorded, scheduler, begin);
        scheduler.Begin(begin, latent.Length);
        float[] input = new float[latent.Length];
        double worst = Difference(latent, recorded.Latents[0]);
        int draws = 0;
        for (int step = begin; step < scheduler.Timesteps.Length; step++)
        {
            scheduler.ScaleModelInput(latent, input, step);
            Assert.True(Difference(input, recorded.ModelInputs[step - begin]) <= LatentTolerance, $"{path}: input");
            float[] prediction = Array.ConvertAll(input, x => Network(x, scheduler.Timesteps[step]));
            scheduler.Step(prediction, step, latent, scheduler.NeedsNoise(step) ? recorded.Noise![draws++] : []);
            worst = Math.Max(worst, Difference(latent, recorded.Latents[step - begin + 1]));
        }

        return worst;
    }

    private static float[] Start(SchedulerCase recorded, IScheduler scheduler, int begin)
    {
        if (recorded.Strength is null)
        {
            Assert.True(Near(recorded.InitNoiseSigma!.Value, scheduler.InitNoiseSigma));
            return Array.ConvertAll(
                Npy.Read(RecordedData.Path("schedulers", "start_unit_noise.npy")).Values,
                x => x * scheduler.InitNoiseSigma
            );
        }

        float[] latent = Npy.Read(RecordedData.Path("schedulers", "image_latent.npy")).Values;
        scheduler.AddNoise(latent, Npy.Read(RecordedData.Path("schedulers", "image_noise.npy")).Values, begin, latent);
        return latent;
    }

    private static void CheckSigmas(SchedulerCase recorded, IScheduler scheduler)
    {
        ReadOnlySpan<float> sigmas = scheduler switch
        {
            EulerScheduler euler => euler.SigmaValues,
            EulerAncestralScheduler ancestral => ancestral.SigmaValues,
            DpmSolverScheduler solver => solver.SigmaValues,
            _ => [],
        };
        float[] expected = recorded.Sigmas ?? [];
        Assert.Equal(expected.Length, sigmas.Length);
        for (int i = 0; i < sigmas.Length; i++)
        {
            Assert.True(Near(expected[i], sigmas[i]), $"sigma {i} is {sigmas[i]} and not {expected[i]}");
        }
    }

    private static bool Near(float expected, float actual) =>
        Math.Abs((double)expected - actual) <= SigmaTolerance * expected;

    private static float Network(float x, float timestep) =>
        (0.3f * x) + (0.1f * MathF.Sin((3 * x) + (timestep / 1000)));

    private static double Difference(ReadOnlySpan<float> actual, ReadOnlySpan<float> expected)
    {
        double worst = 0;
        for (int i = 0; i < expected.Length; i++)
        {
            worst = Math.Max(worst, Math.Abs((double)actual[i] - expected[i]) / (1 + Math.Abs(expected[i])));
        }

        return worst;
    }
}
