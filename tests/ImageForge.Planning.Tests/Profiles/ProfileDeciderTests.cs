using ImageForge.Api;
using ImageForge.Api.AtmosphereProfiles;
using ImageForge.Api.Common;
using ImageForge.Api.GenerationJobs;
using ImageForge.Planning.Profiles;
using Xunit;

namespace ImageForge.Planning.Tests.Profiles;

public class ProfileDeciderTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly OperatorDefaults Defaults = new() { AllowFileUris = true };

    [Theory]
    [InlineData("""{"builtin":"rain"}""")]
    [InlineData("""{"uri":"file:///overlays/rain.png"}""")]
    [InlineData("""{"uri":"s3://studio/overlays/rain.png"}""")]
    [InlineData("""{"uri":"pvc://assets/rain.png"}""")]
    public void Usable_overlay_makes_the_profile_ready(string image)
    {
        var status = Decide(Given.Profile(Overlay(image))).Status!;
        Assert.Equal("1/1", status.OverlaysUsable);
        Assert.Equal("True", Condition(status, Conditions.Ready));
        Assert.Null(status.Unusable);
        Assert.Equal(1, status.ObservedGeneration);
    }

    [Theory]
    [InlineData("""{"builtin":"nope"}""", "unknown built-in overlay 'nope'")]
    [InlineData("""{"uri":"hopsworks://lake/rain.png"}""", "not supported in this version")]
    [InlineData("""{"uri":"https://example.com/rain.png","secretRef":{"name":"x"}}""", "not supported in this version")]
    public void Unusable_overlay_is_named(string image, string problem)
    {
        var status = Decide(Given.Profile(Overlay(image))).Status!;
        Assert.Equal("0/1", status.OverlaysUsable);
        Assert.Equal("False", Condition(status, Conditions.Ready));
        Assert.Equal("True", Condition(status, Conditions.Stalled));
        var unusable = Assert.Single(status.Unusable!);
        Assert.Equal("overlays[weather/rain]", unusable.Field);
        Assert.Contains(problem, unusable.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Jobs_that_use_it_and_have_not_ended_are_counted()
    {
        GenerationJob[] users =
        [
            User("b", JobState.Running),
            User("a", JobState.Queued),
            User("c", JobState.Completed),
        ];
        var status = Decide(Given.Profile("{}"), users).Status!;
        Assert.Equal(2, status.Jobs);
        Assert.Equal(["a", "b"], status.UsedBy!);
    }

    [Fact]
    public void Users_are_written_at_most_every_five_seconds()
    {
        var profile = Given.Profile("{}");
        profile = profile with { Status = Decide(profile).Status };
        var plan = ProfileDecider.Decide(
            new ProfileObserved
            {
                Profile = profile,
                Users = [User("a", JobState.Running)],
                UsersWritten = Now.AddSeconds(-2),
                Now = Now,
            },
            Defaults
        );
        Assert.Equal(0, plan.Status!.Jobs);
        Assert.Equal(TimeSpan.FromSeconds(3), plan.RequeueAfter);
    }

    private static Plan<AtmosphereProfileStatus> Decide(AtmosphereProfile profile, params GenerationJob[] users) =>
        ProfileDecider.Decide(
            new ProfileObserved
            {
                Profile = profile,
                Users = users,
                Now = Now,
            },
            Defaults
        );

    private static string? Condition(AtmosphereProfileStatus status, string type) =>
        status.Conditions!.FirstOrDefault(c => c.Type == type)?.Status;

    private static string Overlay(string image) =>
        $$"""{"overlays":[{"category":"weather","tag":"rain","image":{{image}}}]}""";

    private static GenerationJob User(string name, JobState state)
    {
        var job = Given.Job("""{"compose":{}}""");
        return job with
        {
            Metadata = job.Metadata with { Name = name },
            Status = new GenerationJobStatus { State = state },
        };
    }
}
