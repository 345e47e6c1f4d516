using ImageForge.Api;
using ImageForge.Api.AtmosphereProfiles;
using ImageForge.Planning.Profiles;
using ImageForge.Planning.Resolving;
using Xunit;

namespace ImageForge.Planning.Tests.Profiles;

/// <summary>No field of a profile is ignored: each one changes a job that uses it, or is refused, or its status says what it does not do.</summary>
public class ProfileFieldsTests
{
    private const string Overlay =
        """{"overlays":[{"category":"weather","tag":"rain","image":{"uri":"file:///a.png"}}]}""";

    private const string Asset = """{"assets":[{"category":"weather","tag":"rain","image":{"uri":"file:///a.png"}}]}""";

    private const string Zone = """{"zones":[{"name":"sky","top":0,"bottom":0.2}]}""";

    private static readonly OperatorDefaults Defaults = new() { StoreUri = "s3://b", AllowFileUris = true };

    public static TheoryData<string, string, string> Consumed =>
        new()
        {
            { "intensity", "{}", """{"intensity":0.5}""" },
            { "overlays.category", Overlay, Overlay.Replace("weather", "crime", StringComparison.Ordinal) },
            { "overlays.tag", Overlay, Overlay.Replace("rain", "snow", StringComparison.Ordinal) },
            { "overlays.image", Overlay, Overlay.Replace("a.png", "b.png", StringComparison.Ordinal) },
            { "overlays.blend", Overlay, With(Overlay, "\"blend\":\"screen\"") },
            { "overlays.opacity", Overlay, With(Overlay, "\"opacity\":0.5") },
            { "assets.category", Asset, Asset.Replace("weather", "crime", StringComparison.Ordinal) },
            { "assets.tag", Asset, Asset.Replace("rain", "snow", StringComparison.Ordinal) },
            { "assets.sign", Asset, With(Asset, "\"sign\":\"Positive\"") },
            { "assets.image", Asset, Asset.Replace("a.png", "b.png", StringComparison.Ordinal) },
            { "zones.name", Zone, Zone.Replace("sky", "city", StringComparison.Ordinal) },
            { "zones.top", Zone, Zone.Replace("\"top\":0", "\"top\":0.1", StringComparison.Ordinal) },
            { "zones.bottom", Zone, Zone.Replace("0.2", "0.1", StringComparison.Ordinal) },
            { "zones.left", Zone, With(Zone, "\"left\":0.1", "\"top\"") },
            { "zones.right", Zone, With(Zone, "\"right\":0.9", "\"top\"") },
            { "strategy", "{}", """{"strategy":"Prompt"}""" },
            { "wordsInPrompt", "{}", """{"wordsInPrompt":true}""" },
            {
                "phrases",
                """{"strategy":"Prompt"}""",
                """{"strategy":"Prompt","phrases":[{"category":"weather","tag":"rain","text":"streets like mirrors"}]}"""
            },
            {
                "moodWords",
                """{"strategy":"Prompt"}""",
                """{"strategy":"Prompt","moodWords":[{"mood":"chaotic","words":["turmoil"]}]}"""
            },
            { "categoryZones", "{}", """{"categoryZones":{"weather":"street"}}""" },
            { "camera.fov", "{}", """{"camera":{"fov":35}}""" },
            { "camera.lighting", "{}", """{"camera":{"lighting":35}}""" },
            { "camera.hdrBloom", "{}", """{"camera":{"hdrBloom":35}}""" },
            { "camera.colorTemp", "{}", """{"camera":{"colorTemp":3500}}""" },
            { "camera.contrast", "{}", """{"camera":{"contrast":35}}""" },
            { "camera.exposure", "{}", """{"camera":{"exposure":-0.5}}""" },
            { "camera.tint", "{}", """{"camera":{"tint":-20}}""" },
            { "camera.vignette", "{}", """{"camera":{"vignette":40}}""" },
            { "camera.grain", "{}", """{"camera":{"grain":40}}""" },
            { "camera.chromaticAberration", "{}", """{"camera":{"chromaticAberration":40}}""" },
            { "camera.depthHaze", "{}", """{"camera":{"depthHaze":40}}""" },
            { "camera.toneMapping", "{}", """{"camera":{"toneMapping":"ACES"}}""" },
            { "camera.angle", "{}", """{"camera":{"angle":"low"}}""" },
            { "camera.composition", "{}", """{"camera":{"composition":"centered"}}""" },
            { "style.theme", "{}", """{"style":{"theme":"vintage"}}""" },
            { "style.brand.colors", "{}", """{"style":{"brand":{"colors":["#7a1fa2"]}}}""" },
        };

    /// <summary>Fields that a profile may hold for later, and its status says so.</summary>
    public static TheoryData<string, string> Inert =>
        new()
        {
            { "style.brand.name", """{"style":{"brand":{"name":"Acme"}}}""" },
            { "style.brand.style", """{"style":{"brand":{"style":"clean lines"}}}""" },
        };

    [Theory]
    [MemberData(nameof(Consumed))]
    public void Field_changes_the_plan_of_a_job(string path, string before, string after) =>
        Assert.True(Work(before) != Work(after), $"{path} changes nothing");

    [Theory]
    [MemberData(nameof(Inert))]
    public void Field_without_effect_is_named_in_the_status(string path, string spec)
    {
        Assert.Equal(Work("{}"), Work(spec));
        var (_, status, message) = Ready(spec);
        Assert.Equal("True", status);
        Assert.Contains(
            $"Ignored in this version (brand words are not added to prompts): spec.{path}.",
            message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Every_field_of_the_spec_is_in_one_of_the_tables() =>
        Assert.Empty(
            SpecWalk.Missing(
                typeof(AtmosphereProfileSpec),
                [.. Consumed.Select(row => row.Data.Item1), .. Inert.Select(row => row.Data.Item1)]
            )
        );

    private static string With(string entry, string field, string before = "\"tag\"") =>
        entry.Replace(before, $"{field},{before}", StringComparison.Ordinal);

    // The hash is of everything that changes pixels.
    private static string Work(string profile) => Assert.IsType<Resolution.Ready>(Resolve(profile)).Plan.PlanHash;

    private static Resolution Resolve(string profile) =>
        JobResolver.Resolve(
            Given.Job(
                """
                {"compose":{"signals":[{"category":"weather","tag":"rain","score":-0.8}],
                            "atmosphere":{"profileRef":{"name":"monsoon"}}}}
                """
            ),
            Given.Profile(profile),
            Defaults
        );

    private static (string Type, string Status, string? Message) Ready(string profile)
    {
        var observed = new ProfileObserved { Profile = Given.Profile(profile), Now = DateTimeOffset.UnixEpoch };
        var ready = ProfileDecider
            .Decide(observed, Defaults)
            .Status!.Conditions!.Single(c => c.Type == Conditions.Ready);
        return (ready.Type, ready.Status, ready.Message);
    }
}
