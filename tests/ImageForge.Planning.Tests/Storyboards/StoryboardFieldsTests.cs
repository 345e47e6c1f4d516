using System.Text.Json;
using ImageForge.Api;
using ImageForge.Api.Common;
using ImageForge.Api.GenerationJobs;
using ImageForge.Api.Storyboards;
using ImageForge.Planning.Pods;
using ImageForge.Planning.Storyboards;
using Xunit;

namespace ImageForge.Planning.Tests.Storyboards;

/// <summary>No field of a storyboard is ignored: each one changes something, or is refused, or is known to concern people only.</summary>
public class StoryboardFieldsTests
{
    private const string Base = """
        {"shots":[{"text":"The tram leaves in the rain."},{"text":"She waits, alone."},{"text":"Lanterns light up."}]}
        """;

    private const string Scene = """{"scene":"Rain falls. The tram leaves. She waits, alone. Lanterns light up."}""";

    private const string Shot = """{"shots":[{"text":"The tram leaves in the rain."}]}""";

    private const string Pictured = """
        "compose":{"layers":[{"name":"a","image":{"uri":"file:///a.png"}}]}
        """;

    /// <summary>Fields that change nothing that a program could see, and why.</summary>
    private static readonly Dictionary<string, string> Metadata = new()
    {
        ["budget.maxCents"] = "all that is carried out costs nothing, which no budget forbids",
    };

    public static TheoryData<string, string, string> Consumed =>
        new()
        {
            { "scene", Base, Merged(Base, """{"scene":"A quiet stop at night, long ago."}""") },
            { "shots.text", Shot, Shot.Replace("leaves", "arrives", StringComparison.Ordinal) },
            { "shots.caption", Shot, Shots("\"caption\":\"Gone\"") },
            { "shots.parameters.fov", Shot, Shots("\"parameters\":{\"fov\":35}") },
            { "shots.parameters.lighting", Shot, Shots("\"parameters\":{\"lighting\":35}") },
            { "shots.parameters.hdrBloom", Shot, Shots("\"parameters\":{\"hdrBloom\":35}") },
            { "shots.parameters.colorTemp", Shot, Shots("\"parameters\":{\"colorTemp\":3500}") },
            { "shots.parameters.contrast", Shot, Shots("\"parameters\":{\"contrast\":35}") },
            { "shots.parameters.exposure", Shot, Shots("\"parameters\":{\"exposure\":-0.5}") },
            { "shots.parameters.tint", Shot, Shots("\"parameters\":{\"tint\":-20}") },
            { "shots.parameters.vignette", Shot, Shots("\"parameters\":{\"vignette\":40}") },
            { "shots.parameters.grain", Shot, Shots("\"parameters\":{\"grain\":40}") },
            { "shots.parameters.chromaticAberration", Shot, Shots("\"parameters\":{\"chromaticAberration\":40}") },
            { "shots.parameters.depthHaze", Shot, Shots("\"parameters\":{\"depthHaze\":40}") },
            { "shots.parameters.toneMapping", Shot, Shots("\"parameters\":{\"toneMapping\":\"ACES\"}") },
            { "shots.parameters.angle", Shot, Shots("\"parameters\":{\"angle\":\"low\"}") },
            { "shots.parameters.composition", Shot, Shots("\"parameters\":{\"composition\":\"centered\"}") },
            { "shots.timeOfDay", Shot, Shots("\"timeOfDay\":\"noon\"") },
            { "shots.signals", Shot, Shots("\"signals\":[{\"category\":\"weather\",\"tag\":\"snow\",\"score\":0.5}]") },
            { "shots.seed", Shot, Shots("\"seed\":5") },
            { "frames", Scene, Merged(Scene, """{"frames":2}""") },
            { "genre", Base, Merged(Base, """{"genre":"noir"}""") },
            { "negative", Base, Merged(Base, """{"negative":"text"}""") },
            { "parameters.fov", Base, Merged(Base, """{"parameters":{"fov":35}}""") },
            { "parameters.lighting", Base, Merged(Base, """{"parameters":{"lighting":35}}""") },
            { "parameters.hdrBloom", Base, Merged(Base, """{"parameters":{"hdrBloom":35}}""") },
            { "parameters.colorTemp", Base, Merged(Base, """{"parameters":{"colorTemp":3500}}""") },
            { "parameters.contrast", Base, Merged(Base, """{"parameters":{"contrast":35}}""") },
            { "parameters.exposure", Base, Merged(Base, """{"parameters":{"exposure":-0.5}}""") },
            { "parameters.tint", Base, Merged(Base, """{"parameters":{"tint":-20}}""") },
            { "parameters.vignette", Base, Merged(Base, """{"parameters":{"vignette":40}}""") },
            { "parameters.grain", Base, Merged(Base, """{"parameters":{"grain":40}}""") },
            { "parameters.chromaticAberration", Base, Merged(Base, """{"parameters":{"chromaticAberration":40}}""") },
            { "parameters.depthHaze", Base, Merged(Base, """{"parameters":{"depthHaze":40}}""") },
            { "parameters.toneMapping", Base, Merged(Base, """{"parameters":{"toneMapping":"ACES"}}""") },
            { "parameters.angle", Base, Merged(Base, """{"parameters":{"angle":"low"}}""") },
            { "parameters.composition", Base, Merged(Base, """{"parameters":{"composition":"centered"}}""") },
            { "concurrency", Base, Merged(Base, """{"concurrency":3}""") },
            { "frameTimeoutSeconds", Base, Merged(Base, """{"frameTimeoutSeconds":60}""") },
            { "contactSheet.enabled", Base, Merged(Base, """{"contactSheet":{"enabled":false}}""") },
            { "contactSheet.captions", Base, Merged(Base, """{"contactSheet":{"captions":false}}""") },
            { "contactSheet.columns", Base, Merged(Base, """{"contactSheet":{"columns":1}}""") },
            { "contactSheet.frameWidth", Base, Merged(Base, """{"contactSheet":{"frameWidth":200}}""") },
            { "suspend", Base, Merged(Base, """{"suspend":true}""") },
            { "cancel", Base, Merged(Base, """{"cancel":true}""") },
            { "cleanup.childrenAfter", Base, Merged(Base, """{"cleanup":{"childrenAfter":"5m"}}""") },
            { "cleanup.selfAfter", Base, Merged(Base, """{"cleanup":{"selfAfter":"5m"}}""") },
            // What these mean is the frames' to say: their own fields are walked where jobs are.
            { "template.variants", Base, Template("\"variants\":2") },
            { "template.seed", Base, Template("\"seed\":2") },
            { "template.size", Base, Template("\"size\":{\"preset\":\"Card\"}") },
            { "template.quality", Base, Template("\"quality\":\"High\"") },
            { "template.priority", Base, Template("\"priority\":\"High\"") },
            { "template.tags", Base, Template("\"tags\":[\"a\"]") },
            { "template.onMissingInput", Template(Pictured), Template(Pictured + ",\"onMissingInput\":\"Skip\"") },
            { "template.style", Base, Template("\"style\":{\"theme\":\"vintage\"}") },
            { "template.compose", Base, Template("\"compose\":{\"background\":{\"color\":\"#102030\"}}") },
            { "template.polish", Base, Template("\"polish\":{\"backend\":\"Onnx\"}") },
            { "template.evaluate", Base, Template("\"evaluate\":{\"metrics\":[{\"name\":\"Sharpness\"}]}") },
            { "template.output", Base, Template("\"output\":{\"bitDepth\":16}") },
            { "template.cache", Base, Template("\"cache\":{\"policy\":\"Seed\"}") },
            { "template.budget", Base, Template("\"budget\":{\"maxCents\":5}") },
            { "template.runner", Base, Template("\"runner\":{\"retries\":0}") },
        };

    public static TheoryData<string, string> Refused =>
        new()
        {
            { "script.engine", """{"script":{"engine":"LanguageModel"}}""" },
            { "script.languageModel", """{"script":{"languageModel":{"url":"http://llm:8000/v1","model":"m"}}}""" },
            { "consistency", """{"consistency":{"minimum":80}}""" },
            { "refine", """{"refine":[{"frame":1,"instruction":"more rain"}]}""" },
            { "exports", """{"exports":[{"format":"JSON"}]}""" },
            { "shots.duration", Shots("\"duration\":\"2s\"") },
            { "contactSheet.columns", """{"contactSheet":{"columns":11}}""" },
        };

    [Theory]
    [MemberData(nameof(Consumed))]
    public void Field_changes_what_is_done(string path, string before, string after) =>
        Assert.True(Fingerprint(before) != Fingerprint(after), $"{path} changes nothing");

    [Theory]
    [MemberData(nameof(Refused))]
    public void Field_is_refused_by_name(string path, string spec)
    {
        var world = new BoardWorld(Merged(Base, spec));
        world.Settle();
        Assert.Equal(JobState.Rejected, world.Status.State);
        var accepted = world.Status.Conditions!.Single(c => c.Type == Conditions.Accepted);
        Assert.Equal(("False", Reasons.NotSupported), (accepted.Status, accepted.Reason));
        Assert.StartsWith(
            $"spec.{path} is not supported in this version: ",
            accepted.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Every_field_of_the_spec_is_in_one_of_the_tables() =>
        Assert.Empty(
            SpecWalk.Missing(
                typeof(StoryboardSpec),
                [.. Consumed.Select(row => row.Data.Item1), .. Refused.Select(row => row.Data.Item1), .. Metadata.Keys]
            )
        );

    [Fact]
    public void Every_refusal_has_a_row() =>
        Assert.Equal(
            UnsupportedStoryboardFields.All.Select(f => f.Path).Order(StringComparer.Ordinal),
            Refused.Select(row => row.Data.Item1).Order(StringComparer.Ordinal)
        );

    /// <summary>All that becomes of a storyboard: frames, sheet, status, and what is asked for at its end.</summary>
    private static string Fingerprint(string spec)
    {
        var world = new BoardWorld(spec);
        var plan = world.Settle();
        var trace = Seen(world);
        while (world.Frames.FindIndex(f => f.Status is null && !f.Spec.Suspend) is var next && next >= 0)
        {
            world.End(next, JobState.Completed);
            plan = world.Settle();
        }

        trace += string.Concat(world.ConfigMaps.Select(m => m.Data![PodPlanner.PlanFile]));
        if (world.ConfigMaps.Count == 1)
        {
            world.FinishSheet();
            plan = world.Settle();
        }

        return trace + Seen(world) + plan.RequeueAfter;
    }

    private static string Seen(BoardWorld world) =>
        JsonSerializer.Serialize(world.Status, ApiJson.Of<StoryboardStatus>())
        + string.Concat(world.Frames.Select(f => JsonSerializer.Serialize(f.Spec, ApiJson.Of<GenerationJobSpec>())));

    private static string Merged(string spec, string patch) => SpecWalk.Merged(spec, patch).ToJsonString();

    private static string Shots(string field) =>
        Shot.Replace("\"text\"", $"{field},\"text\"", StringComparison.Ordinal);

    private static string Template(string field) => Merged(Base, $"{{\"template\":{{{field}}}}}");
}
