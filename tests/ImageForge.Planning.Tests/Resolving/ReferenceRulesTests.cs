using System.Reflection;
using System.Text.RegularExpressions;
using ImageForge.Api;
using ImageForge.Api.AtmosphereProfiles;
using ImageForge.Api.Common;
using ImageForge.Api.GenerationJobs;
using ImageForge.Api.Storyboards;
using ImageForge.Planning.Naming;
using ImageForge.Planning.Profiles;
using ImageForge.Planning.Resolving;
using ImageForge.Planning.Tests.Storyboards;
using Xunit;

namespace ImageForge.Planning.Tests.Resolving;

/// <summary>Nothing waits for a profile or a job whose name the API server refuses.</summary>
public partial class ReferenceRulesTests
{
    private const string Letters63 = "a23456789b123456789c123456789d123456789e123456789f123456789g123";

    private const string Profile = """{"compose":{"atmosphere":{"profileRef":{"name":"NAME"}}}}""";

    private const string Artifact = """{"compose":{"background":{"image":{"artifact":{"jobName":"NAME"}}}}}""";

    public static TheoryData<string, bool> Names =>
        new()
        {
            { "monsoon", true },
            { "a", true },
            { "a-1", true },
            { Letters63, true },
            { Letters63 + "x", false },
            { "monsoon.v2", false },
            { "a.b.c", false },
            { "1st", false },
            { "2026", false },
        };

    /// <summary>The schema of the reference accepts each of these.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Names_are_those_that_the_kinds_can_have(string name, bool canExist)
    {
        Assert.Equal(canExist, KubernetesNames.IsOfImageForge(name));
        foreach (var kind in new[] { typeof(GenerationJob), typeof(Storyboard), typeof(AtmosphereProfile) })
        {
            var rules = string.Join('\n', kind.GetCustomAttributes<RuleAttribute>().Select(r => r.Expression));
            var length = int.Parse(Length().Match(rules).Groups[1].Value, null);
            Assert.Equal(
                canExist,
                name.Length <= length && Regex.IsMatch(name, Pattern().Match(rules).Groups[1].Value)
            );
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Job_waits_for_what_can_exist_and_refuses_the_rest(string name, bool canExist)
    {
        foreach (
            var (spec, reason, field, kind) in new[]
            {
                (Profile, Reasons.ProfileNotFound, "atmosphere.profileRef.name", "an AtmosphereProfile"),
                (Artifact, Reasons.WaitingForArtifact, "background.image.artifact.jobName", "a GenerationJob"),
            }
        )
        {
            var resolution = JobResolver.Resolve(
                Given.Job(spec.Replace("NAME", name, StringComparison.Ordinal)),
                null,
                new OperatorDefaults { StoreUri = "s3://b" }
            );
            if (canExist)
            {
                Assert.Equal(reason, Assert.IsType<Resolution.Waiting>(resolution).Reason);
                continue;
            }

            var refused = Assert.IsType<Resolution.Refused>(resolution);
            Assert.Equal(Reasons.InvalidSpec, refused.Reason);
            Assert.StartsWith(
                $"spec.compose.{field} '{name}' cannot be the name of {kind}: ",
                refused.Message,
                StringComparison.Ordinal
            );
        }
    }

    [Theory]
    [InlineData(Profile, "compose.atmosphere.profileRef.name")]
    [InlineData(Artifact, "compose.background.image.artifact.jobName")]
    public void Storyboard_is_refused_before_its_first_frame(string template, string field)
    {
        var spec = $$"""{"shots":[{"text":"Rain falls."}],"template":{{template}}}""";
        var world = new BoardWorld(spec.Replace("NAME", "a.b", StringComparison.Ordinal));
        world.Settle();
        var ready = world.Status.Conditions!.Single(c => c.Type == Conditions.Ready);
        Assert.Equal((JobState.Rejected, Reasons.InvalidSpec), (world.Status.State, ready.Reason));
        Assert.StartsWith($"spec.template.{field} 'a.b' cannot be ", ready.Message, StringComparison.Ordinal);
        Assert.Empty(world.Frames);
    }

    [Fact]
    public void Profile_with_an_image_of_an_impossible_job_is_unusable_and_so_is_a_job_with_it()
    {
        const string Overlays =
            """{"overlays":[{"category":"weather","tag":"rain","image":{"artifact":{"jobName":"a.b"}}}]}""";
        var profile = Given.Profile(Overlays);
        var status = ProfileDecider
            .Decide(new() { Profile = profile, Now = DateTimeOffset.UnixEpoch }, new OperatorDefaults())
            .Status!;
        Assert.Equal("0/1", status.OverlaysUsable);
        Assert.Contains("artifact.jobName 'a.b'", Assert.Single(status.Unusable!).Message, StringComparison.Ordinal);

        var job = Given.Job(
            """
            {"compose":{"signals":[{"category":"weather","tag":"rain","score":-1}],
                        "atmosphere":{"profileRef":{"name":"monsoon"}}}}
            """
        );
        var refused = Assert.IsType<Resolution.Refused>(
            JobResolver.Resolve(job, profile, new OperatorDefaults { StoreUri = "s3://b" })
        );
        Assert.Contains("artifact.jobName 'a.b'", refused.Message, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"matches\('(.*)'\)")]
    private static partial Regex Pattern();

    [GeneratedRegex("<= ([0-9]+)")]
    private static partial Regex Length();
}
