using System.Text.Json.Nodes;
using ImageForge.Inference.Errors;
using ImageForge.Inference.Schedulers;
using ImageForge.Testing.Data;
using Xunit;

namespace ImageForge.Inference.Tests.Schedulers;

public sealed class StrengthTests
{
    [Fact]
    public void Rounding_is_that_of_diffusers()
    {
        JsonArray recorded = JsonNode
            .Parse(File.ReadAllText(RecordedData.Path("schedulers", "strength_rounding.json")))!
            .AsArray();
        foreach (JsonNode? entry in recorded)
        {
            int steps = (int)entry!["num_inference_steps"]!;
            double strength = (double)entry["strength"]!;
            if ((int)entry["used"]! == 0)
            {
                Assert.Throws<RequestInvalidException>(() => Strength.StartIndex(steps, strength));
                continue;
            }

            int index = Strength.StartIndex(steps, strength);
            Assert.Equal((int)entry["t_start"]!, index);
            var scheduler = new DdimScheduler(new SchedulerConfig { StepsOffset = 1 });
            scheduler.SetTimesteps(steps);
            Assert.Equal((float)entry["first_timestep"]!, scheduler.Timesteps[index]);
        }

        Assert.Equal(15, recorded.Count);
    }

    [Theory]
    [InlineData(100, 0.29, 72)]
    [InlineData(50, 0.58, 22)]
    [InlineData(20, 1, 0)]
    public void The_product_is_truncated_in_double_precision(int steps, double strength, int expected) =>
        Assert.Equal(expected, Strength.StartIndex(steps, strength));

    [Fact]
    public void No_step_left_is_an_error_with_the_numbers()
    {
        var e = Assert.Throws<RequestInvalidException>(() => Strength.StartIndex(4, 0.2));
        Assert.Equal("4 steps at strength 0.2 leave int(4 x 0.2) = 0 steps to take", e.Message);
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void Strengths_that_there_are_not_are_refused(double strength) =>
        Assert.Throws<RequestInvalidException>(() => Strength.StartIndex(20, strength));

    [Fact]
    public void Of_the_lcm_scheduler_a_part_may_have_too_few_timesteps()
    {
        var scheduler = new LcmScheduler(new SchedulerConfig());
        var e = Assert.Throws<RequestInvalidException>(() => scheduler.SetTimesteps(8, 0.1));
        Assert.Equal("8 steps at strength 0.1: the LCM scheduler has 1 to int(50 x 0.1) = 5", e.Message);
    }
}
