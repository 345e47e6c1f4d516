using System.Text;
using System.Text.Json.Nodes;
using ImageForge.Inference.Schedulers;
using Xunit;

namespace ImageForge.Inference.Tests.Schedulers;

/// <summary>
/// Runs of diffusers with settings that models have now and then, and with one scheduler in the place of another; recorded by
/// Recorded/generate.py, which says what the network and the noises were.
/// </summary>
public sealed class RecordedSchedulerTests(ITestOutputHelper output)
{
    private const int Elements = 16;
    private const double Tolerance = 5e-5;

    private static readonly Dictionary<string, Scheduler> Kinds = new()
    {
        ["DDIMScheduler"] = Scheduler.Ddim,
        ["EulerDiscreteScheduler"] = Scheduler.Euler,
        ["EulerAncestralDiscreteScheduler"] = Scheduler.EulerAncestral,
        ["LCMScheduler"] = Scheduler.Lcm,
        ["PNDMScheduler"] = Scheduler.Pndm,
    };

    [Fact]
    public void Every_run_is_that_of_diffusers()
    {
        string[] lines = File.ReadAllLines(
            Path.Combine(AppContext.BaseDirectory, "Schedulers", "Recorded", "cases.jsonl")
        );
        double worst = 0;
        foreach (string line in lines)
        {
            JsonNode recorded = JsonNode.Parse(line)!;
            string name = $"{recorded["class"]}, {recorded["name"]}, {recorded["steps"]} steps";
            double difference = Follow(recorded, name);
            Assert.True(difference <= Tolerance, $"{name}: differs by {difference}");
            worst = Math.Max(worst, difference);
        }

        output.WriteLine($"{lines.Length} runs, worst difference {worst:0.0e+0}");
        Assert.NotEmpty(lines);
    }

    private static double Follow(JsonNode recorded, string name)
    {
        IScheduler scheduler = Create(recorded);
        int steps = (int)recorded["steps"]!;
        int begin = (int)recorded["begin"]!;
        if (recorded["strength"] is { } strength)
        {
            ((LcmScheduler)scheduler).SetTimesteps(steps, (double)strength);
        }
        else
        {
            scheduler.SetTimesteps(steps);
        }

        CheckTimesteps(name, Floats(recorded["timesteps"]!), scheduler.Timesteps[begin..].ToArray());
        Assert.Equal((float)recorded["init_noise_sigma"]!, scheduler.InitNoiseSigma, 1e-4f);
        float[] latent = Start(scheduler, begin);
        float[] input = new float[Elements];
        scheduler.Begin(begin, Elements);
        int draws = 0;
        double first = 0;
        for (int step = begin; step < scheduler.Timesteps.Length; step++)
        {
            scheduler.ScaleModelInput(latent, input, step);
            float timestep = scheduler.Timesteps[step];
            float[] prediction = Array.ConvertAll(
                input,
                x => (0.3f * x) + (0.1f * MathF.Sin((3 * x) + (timestep / 1000)))
            );
            scheduler.Step(prediction, step, latent, scheduler.NeedsNoise(step) ? Numbers(++draws) : []);
            first = step == begin ? Difference(latent, recorded["first"]!) : first;
        }

        Assert.Equal((int)recorded["draws"]!, draws);
        return Math.Max(first, Difference(latent, recorded["last"]!));
    }

    /// <summary>Exactly, but where Karras sigmas are turned into timesteps by logarithms and not rounded.</summary>
    private static void CheckTimesteps(string name, float[] expected, float[] actual)
    {
        if (!name.StartsWith("EulerDiscreteScheduler, Karras", StringComparison.Ordinal))
        {
            Assert.Equal((name, Join(expected)), (name, Join(actual)));
            return;
        }

        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-4f));
    }

    private static IScheduler Create(JsonNode recorded)
    {
        SchedulerConfig config = SchedulerConfig.Parse(Encoding.UTF8.GetBytes(recorded["config"]!.ToJsonString()));
        string name = (string)recorded["class"]!;
        Scheduler solver = config.UseKarrasSigmas is true ? Scheduler.DpmSolver2MKarras : Scheduler.DpmSolver2M;
        return config.SolverOrder is 1
            ? SchedulerFactory.Create(config with { ClassName = name })
            : SchedulerFactory.Create(config, Kinds.GetValueOrDefault(name, solver), (double?)recorded["eta"] ?? 0);
    }

    private static float[] Start(IScheduler scheduler, int begin)
    {
        if (begin == 0)
        {
            return Array.ConvertAll(Numbers(0), x => x * scheduler.InitNoiseSigma);
        }

        float[] latent = Array.ConvertAll(Numbers(1000), x => 0.5f * x);
        scheduler.AddNoise(latent, Numbers(2000), begin, latent);
        return latent;
    }

    private static float[] Numbers(int draw) =>
        [
            .. Enumerable
                .Range(0, Elements)
                .Select(i => (float)((((i * 7919) + (draw * 104729) + 17) % 2001 - 1000) / 600.0)),
        ];

    private static float[] Floats(JsonNode values) => [.. values.AsArray().Select(v => (float)v!)];

    private static string Join(float[] values) => string.Join(' ', values);

    private static double Difference(float[] actual, JsonNode expected) =>
        actual.Zip(Floats(expected), (a, e) => Math.Abs((double)a - e) / (1 + Math.Abs(e))).Max();
}
