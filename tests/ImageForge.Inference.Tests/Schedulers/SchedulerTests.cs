using FsCheck;
using FsCheck.Fluent;
using ImageForge.Inference.Errors;
using ImageForge.Inference.Schedulers;
using Xunit;

namespace ImageForge.Inference.Tests.Schedulers;

/// <summary>What holds of all schedulers.</summary>
public sealed class SchedulerTests
{
    private const int Length = 257;
    private const int MostSteps = 150;

    private static readonly SchedulerConfig Config = new()
    {
        BetaStart = 0.00085,
        BetaEnd = 0.012,
        BetaSchedule = "scaled_linear",
        StepsOffset = 1,
        ClipSample = false,
        SetAlphaToOne = false,
        SkipPrkSteps = true,
        OriginalInferenceSteps = 200,
    };

    public static TheoryData<Scheduler> Kinds => [.. Enum.GetValues<Scheduler>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Timesteps_fall_whatever_the_steps_and_the_spacing(Scheduler kind)
    {
        foreach (string spacing in new[] { "leading", "trailing", "linspace" })
        {
            IScheduler scheduler = SchedulerFactory.Create(Config with { TimestepSpacing = spacing }, kind);
            for (int steps = 1; steps <= MostSteps; steps++)
            {
                scheduler.SetTimesteps(steps);
                float[] timesteps = scheduler.Timesteps.ToArray();
                Assert.All(timesteps, t => Assert.InRange(t, -1, 999));
                // PNDM repeats its second one; Karras sigmas lie close together where timesteps are rounded.
                bool mayRepeat = kind is Scheduler.Pndm or Scheduler.DpmSolver2MKarras;
                Assert.All(
                    timesteps.Zip(timesteps.Skip(1)),
                    pair => Assert.True(mayRepeat ? pair.First >= pair.Second : pair.First > pair.Second)
                );
                Assert.True(float.IsFinite(scheduler.InitNoiseSigma) && scheduler.InitNoiseSigma > 0);
            }
        }
    }

    [Theory]
    [InlineData(60, 60)]
    [InlineData(61, 62)]
    [InlineData(103, 104)]
    [InlineData(121, 122)]
    [InlineData(122, 123)]
    [InlineData(123, 123)]
    [InlineData(201, 202)]
    [InlineData(244, 245)]
    public void Trailing_spacing_has_one_too_many_where_diffusers_has(int steps, int expected)
    {
        SchedulerConfig trailing = Config with { TimestepSpacing = "trailing" };
        foreach (Scheduler kind in new[] { Scheduler.Euler, Scheduler.EulerAncestral, Scheduler.DpmSolver2M })
        {
            IScheduler scheduler = SchedulerFactory.Create(trailing, kind);
            scheduler.SetTimesteps(steps);
            Assert.Equal(expected, scheduler.Timesteps.Length);
            Assert.Equal(expected == steps ? 0 : -1, Math.Min(scheduler.Timesteps[^1], 0));
            Assert.All(Run(scheduler, 0), x => Assert.True(float.IsFinite(x)));
        }

        // Where diffusers would read its table of alphas from the end, there is none too many.
        IScheduler ddim = SchedulerFactory.Create(trailing, Scheduler.Ddim);
        ddim.SetTimesteps(steps);
        Assert.Equal(steps, ddim.Timesteps.Length);
    }

    /// <summary>
    /// Of trailing spacing only where the steps divide the training: elsewhere DDIM steps by a whole stride and not to the next
    /// timestep, in diffusers too.
    /// </summary>
    [Fact]
    public void What_noise_was_added_ddim_takes_off() =>
        Prop.ForAll(
                Gen.Choose(1, MostSteps)
                    .Select(steps => (Steps: steps, Spacing: "leading"))
                    .Or(
                        Gen.Elements(1, 2, 4, 5, 8, 10, 20, 25, 40, 50, 100, 125)
                            .Select(steps => (Steps: steps, Spacing: "trailing"))
                    )
                    .ToArbitrary(),
                Gen.Choose(0, 999).ToArbitrary(),
                (schedule, seed) =>
                {
                    var random = new Random(seed);
                    var scheduler = new DdimScheduler(
                        Config with
                        {
                            TimestepSpacing = schedule.Spacing,
                            SetAlphaToOne = true,
                            StepsOffset = 0,
                        }
                    );
                    scheduler.SetTimesteps(schedule.Steps);
                    int begin = random.Next(scheduler.Timesteps.Length);
                    float[] original = Noise(random);
                    float[] noise = Noise(random);
                    float[] latent = new float[Length];
                    scheduler.AddNoise(original, noise, begin, latent);
                    scheduler.Begin(begin, Length);
                    for (int step = begin; step < scheduler.Timesteps.Length; step++)
                    {
                        scheduler.Step(noise, step, latent, []);
                    }

                    return original.Zip(latent).All(p => Math.Abs(p.First - p.Second) < 1e-4);
                }
            )
            .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(Scheduler.Euler)]
    [InlineData(Scheduler.DpmSolver2M)]
    [InlineData(Scheduler.DpmSolver2MKarras)]
    [InlineData(Scheduler.Lcm)]
    public void A_network_that_knows_the_noise_gives_the_original_back(Scheduler kind)
    {
        IScheduler scheduler = SchedulerFactory.Create(Config with { TimestepScaling = 1000 }, kind);
        scheduler.SetTimesteps(17);
        float[] original = Noise(new Random(1));
        float[] noise = Noise(new Random(2));
        float[] latent = new float[Length];
        scheduler.AddNoise(original, noise, 5, latent);
        scheduler.Begin(5, Length);
        for (int step = 5; step < 17; step++)
        {
            scheduler.Step(noise, step, latent, scheduler.NeedsNoise(step) ? noise : []);
        }

        Assert.All(original.Zip(latent), p => Assert.Equal(p.First, p.Second, 1e-3f));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Steps_allocate_nothing(Scheduler kind)
    {
        IScheduler scheduler = SchedulerFactory.Create(Config, kind);
        scheduler.SetTimesteps(20);
        float[] latent = Noise(new Random(1));
        float[] output = Noise(new Random(2));
        float[] input = new float[Length];
        Steps();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Steps();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());

        void Steps()
        {
            scheduler.Begin(0, Length);
            for (int step = 0; step < scheduler.Timesteps.Length; step++)
            {
                scheduler.ScaleModelInput(latent, input, step);
                scheduler.Step(output, step, latent, scheduler.NeedsNoise(step) ? output : []);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_run_does_not_depend_on_the_one_before(Scheduler kind)
    {
        IScheduler scheduler = SchedulerFactory.Create(Config, kind);
        scheduler.SetTimesteps(7);
        float[] first = Run(scheduler, 2);
        scheduler.Begin(0, Length);
        float[] broken = Enumerable.Repeat(float.NaN, Length).ToArray();
        scheduler.Step(broken, 0, broken, broken);
        scheduler.SetTimesteps(9);
        Run(scheduler, 0);
        scheduler.SetTimesteps(7);
        Assert.Equal(first, Run(scheduler, 2));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Latents_of_a_batch_are_those_of_each_alone(Scheduler kind)
    {
        IScheduler scheduler = SchedulerFactory.Create(Config, kind, 0.3);
        scheduler.SetTimesteps(6);
        float[] one = Run(scheduler, 0, copies: 1);
        float[] three = Run(scheduler, 0, copies: 3);
        Assert.Equal([.. one, .. one, .. one], three);
    }

    [Theory]
    [InlineData(Scheduler.Ddim, 20, 20, 0)]
    [InlineData(Scheduler.Euler, 20, 20, 0)]
    [InlineData(Scheduler.EulerAncestral, 20, 20, 20)]
    [InlineData(Scheduler.Lcm, 4, 4, 3)]
    [InlineData(Scheduler.Pndm, 20, 21, 0)]
    [InlineData(Scheduler.Pndm, 1, 1, 0)]
    public void Calls_and_draws_are_known_before(Scheduler kind, int steps, int calls, int draws)
    {
        IScheduler scheduler = SchedulerFactory.Create(Config, kind);
        scheduler.SetTimesteps(steps);
        Assert.Equal((calls, draws), (scheduler.CallsFrom(0), scheduler.DrawsFrom(0)));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Step_counts_that_there_are_not_are_refused_with_the_numbers(Scheduler kind)
    {
        IScheduler scheduler = SchedulerFactory.Create(Config, kind);
        Assert.Contains("0 steps", Refusal(0), StringComparison.Ordinal);
        string most = kind == Scheduler.Lcm ? "200" : "1000";
        Assert.Contains(most, Refusal(1001), StringComparison.Ordinal);

        string Refusal(int steps) =>
            Assert.Throws<RequestInvalidException>(() => scheduler.SetTimesteps(steps)).Message;
    }

    private static float[] Run(IScheduler scheduler, int begin, int copies = 1)
    {
        float[] Copies(int seed) => [.. Enumerable.Repeat(Noise(new Random(seed)), copies).SelectMany(n => n)];
        float[] latent = Copies(1);
        float[] noise = Copies(2);
        float[] input = new float[latent.Length];
        scheduler.Begin(begin, latent.Length);
        for (int step = begin; step < scheduler.Timesteps.Length; step++)
        {
            scheduler.ScaleModelInput(latent, input, step);
            float[] output = Array.ConvertAll(input, x => 0.3f * x);
            scheduler.Step(output, step, latent, scheduler.NeedsNoise(step) ? noise : []);
        }

        return latent;
    }

    private static float[] Noise(Random random) =>
        [.. Enumerable.Range(0, Length).Select(_ => (random.NextSingle() * 4) - 2)];
}
