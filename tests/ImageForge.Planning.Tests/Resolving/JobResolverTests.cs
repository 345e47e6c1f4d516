using ImageForge.Api;
using ImageForge.Contracts.Plans;
using ImageForge.Planning.Resolving;
using Xunit;

namespace ImageForge.Planning.Tests.Resolving;

public class JobResolverTests
{
    private static readonly OperatorDefaults Defaults = new()
    {
        AllowFileUris = true,
        StoreUri = "s3://studio/renders",
        StoreEndpoint = "http://minio:9000",
    };

    [Fact]
    public void Plan_hash_of_a_sample_changes_only_on_purpose()
    {
        // A change here makes every stored result another one: change it only together with the version of the plan.
        var plan = Plan(
            """
            {"prompt":{"text":"a night market"},"seed":12345,"variants":2,"size":{"preset":"Banner"},
             "compose":{"timeOfDay":"night","signals":[{"category":"weather","tag":"rain","score":-0.7}],"atmosphere":{}},
             "polish":{"camera":{"fov":35}}}
            """
        );
        Assert.Equal("sha256:037c463ad3fee584f5b14dfd9f852a6388a1d692b046817273303f4f627c1928", plan.PlanHash);
    }

    [Theory]
    [InlineData("s3://studio/", 900, 124, null)]
    [InlineData(
        "s3://studio/",
        900,
        125,
        "prefix (900 bytes) and the longest key (125 bytes) have 1025 bytes together; S3 keys are limited to 1024"
    )]
    [InlineData("s3://studio/", 980, 20, "prefix (980 bytes) and the longest key (85 bytes) have 1065 bytes together")]
    [InlineData("file:///", 900, 200, null)]
    public void Key_that_its_store_could_not_take_is_refused_with_the_numbers(
        string store,
        int prefix,
        int key,
        string? problem
    )
    {
        var folder = string.Join('/', Enumerable.Repeat(new string('p', 99), prefix / 100)).PadRight(prefix - 1, 'q');
        var template = new string('k', key - "0.png".Length) + "{variant}.png";
        var job = Given.Job(
            $$$"""{"compose":{},"output":{"keyTemplate":"{{{template}}}","storage":{"uri":"{{{store}}}{{{folder}}}"} } }"""
        );
        var resolution = JobResolver.Resolve(job, null, Defaults);
        if (problem is null)
        {
            Assert.IsType<Resolution.Ready>(resolution);
        }
        else
        {
            var refused = Assert.IsType<Resolution.Refused>(resolution);
            Assert.Equal(Reasons.InvalidSpec, refused.Reason);
            Assert.Contains(problem, refused.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Same_spec_under_another_name_has_the_same_hash_and_other_keys()
    {
        var job = Given.Job("""{"compose":{}}""");
        var other = job with { Metadata = job.Metadata with { Name = "other", Uid = "u2" } };
        var a = Plan(job);
        var b = Plan(other);
        Assert.Equal(a.PlanHash, b.PlanHash);
        Assert.NotEqual(a.Delivery.Keys[0], b.Delivery.Keys[0]);
        Assert.NotEqual(a.Delivery.PartialPrefix, b.Delivery.PartialPrefix);
    }

    [Fact]
    public void Keys_follow_the_template_and_the_manifest_lies_beside_them()
    {
        var delivery = Plan(
            """{"compose":{},"seed":7,"variants":2,"output":{"keyTemplate":"{date}/{job}/{variant}-{seed}.{ext}"}}"""
        ).Delivery;
        Assert.Equal(["2026-05-01/night-market/0-7.png", "2026-05-01/night-market/1-8.png"], delivery.Keys);
        Assert.Equal("2026-05-01/night-market/night-market.manifest.json", delivery.ManifestKey);
        Assert.StartsWith($".imageforge/runs/{Given.Uid}/", delivery.PartialPrefix, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{job}.png", 2, "same key")]
    [InlineData("{nope}-{variant}.png", 1, "unknown placeholder {nope}")]
    [InlineData("{job}.manifest.json", 1, "reserved for the manifest")]
    public void Bad_templates_are_refused(string template, int variants, string problem)
    {
        var refused = Refused(
            $$$"""{"compose":{},"variants":{{{variants}}},"output":{"keyTemplate":"{{{template}}}"}}"""
        );
        Assert.Equal(Reasons.InvalidSpec, refused.Reason);
        Assert.Contains(problem, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Prompt_alone_is_refused_with_what_to_do() =>
        Assert.Contains("spec.compose", Refused("""{"prompt":{"text":"a cat"}}""").Message, StringComparison.Ordinal);

    [Fact]
    public void Job_without_any_store_is_refused()
    {
        var resolution = JobResolver.Resolve(Given.Job("""{"compose":{}}"""), null, new OperatorDefaults());
        Assert.Equal(Reasons.StoreMissing, Assert.IsType<Resolution.Refused>(resolution).Reason);
    }

    [Fact]
    public void Hopsworks_is_refused() =>
        Assert.Contains(
            "Hopsworks",
            Refused("""{"compose":{},"output":{"storage":{"uri":"hopsworks://p/f"}}}""").Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void Claim_is_a_folder_for_the_runner_and_a_volume_for_the_pod()
    {
        var job = Given.Job("""{"compose":{},"output":{"storage":{"uri":"pvc://renders/film/one"}}}""");
        Assert.Equal("file:///store/film/one", Plan(job).Delivery.Store.Uri);
        Assert.Equal("renders", StorageResolver.Needs(job.Spec.Output!.Storage, null, new(1, 1), Defaults).Claim);
    }

    private static string Picture(string uri) =>
        """{"compose":{"background":{"image":{"uri":"URI"}}}}""".Replace("URI", uri, StringComparison.Ordinal);

    [Fact]
    public void Image_in_the_job_s_own_store_is_a_key_of_it() =>
        Assert.Equal(
            "store:assets/bg.png",
            Work(
                """{"compose":{"background":{"image":{"uri":"s3://studio/renders/assets/bg.png"}}}}"""
            ).Compose!.Background!.Image!.Uri
        );

    [Theory]
    [InlineData("s3://studio/renders/a%20b%2B.png", "store:a b+.png")]
    [InlineData("s3://studio/renders/%5Ba%3F%23%5D%2520.png", "store:[a?#]%20.png")]
    [InlineData("s3://studio/renders/%C3%BC+&';.png", "store:ü+&';.png")]
    [InlineData("pvc://photos/a%20b.png", "pvc://photos/a%20b.png")]
    [InlineData("file:///photos/a%20b.png", "file:///photos/a%20b.png")]
    [InlineData("https://host/a%20b.png?x#y", "https://host/a%20b.png?x#y")]
    public void Percent_encoding_of_an_image_is_removed_once(string uri, string address) =>
        Assert.Equal(address, Work(Picture(uri)).Compose!.Background!.Image!.Uri);

    [Theory]
    [InlineData("s3://studio/renders/a#b.png", "%23")]
    [InlineData("pvc://photos/a?b.png", "%3F")]
    [InlineData("file:///photos/a#b.png", "%23")]
    [InlineData("file://./a.png", "file:///path")]
    [InlineData("file://host/a.png", "file:///path")]
    public void An_address_that_is_not_one_of_a_file_is_refused_by_field(string uri, string remedy)
    {
        var refused = Refused(Picture(uri));
        Assert.Equal(Reasons.InvalidSpec, refused.Reason);
        Assert.StartsWith($"spec.compose.background.image.uri '{uri}' ", refused.Message, StringComparison.Ordinal);
        Assert.Contains(remedy, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_becomes_of_a_missing_input_is_planned_where_one_may_be_skipped()
    {
        const string Layer = """{"compose":{"layers":[{"name":"a","image":{"uri":"file:///a.png"}}]}}""";
        const string Overlay = """
            {"compose":{"signals":[{"category":"weather","tag":"rain","score":1}],"atmosphere":{"overlays":[
              {"category":"weather","tag":"rain","image":{"uri":"file:///a.png"}}]}}}
            """;
        Assert.Null(Work(With(Layer, "Fail")).OnMissingInput);
        Assert.Equal(Hash(Layer), Hash(With(Layer, "Fail")));
        var skips = Work(With(Layer, "Skip"));
        Assert.Equal(MissingInputPolicy.Skip, skips.OnMissingInput);
        Assert.NotEqual(Hash(Layer), Hash(With(Layer, "Skip")));
        // Where all can be read, the pictures are the same.
        Assert.Equal(Work(Layer).Seed, skips.Seed);
        // An overlay has a substitute either way.
        Assert.Equal(Hash(Overlay), Hash(With(Overlay, "Skip")));

        static string Hash(string spec) => Plan(spec).PlanHash;

        static string With(string spec, string policy) =>
            SpecWalk.Merged(spec, $$"""{"onMissingInput":"{{policy}}"}""").ToJsonString();
    }

    [Fact]
    public void Image_from_elsewhere_is_refused_by_field() =>
        Assert.Contains(
            "spec.compose.background.image",
            Refused("""{"compose":{"background":{"image":{"uri":"hopsworks://lake/a.png"}}}}""").Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void Categories_have_their_zones_and_the_job_wins_over_the_profile()
    {
        var profile = Given.Profile(
            """{"categoryZones":{"weather":"city","crime":"sky"},"camera":{"fov":90,"contrast":10}}"""
        );
        var job = Given.Job(
            """
            {"compose":{"categoryZones":{"weather":"street"},"atmosphere":{"profileRef":{"name":"monsoon"}},
              "signals":[{"category":"weather","tag":"a","score":1},{"category":"crime","tag":"b","score":1},
                         {"category":"emergencies","tag":"c","score":1},{"category":"own","tag":"d","score":1}]},
             "polish":{"camera":{"fov":20}}}
            """
        );
        var work = (GenerateWork)Assert.IsType<Resolution.Ready>(JobResolver.Resolve(job, profile, Defaults)).Plan.Work;
        Assert.Equal(["street", "sky", "street", "city"], work.Compose!.Signals.Select(s => s.Zone));
        Assert.Equal(20, work.Compose!.Camera!.Fov);
        Assert.Equal(10, work.Compose!.Camera.Contrast);
    }

    [Theory]
    [InlineData("umbrellas", "street")]
    [InlineData("storm", "sky")]
    public void What_weather_does_on_the_ground_goes_to_the_street(string tag, string zone) =>
        Assert.Equal(
            zone,
            Work($$$"""{"compose":{"signals":[{"category":"weather","tag":"{{{tag}}}","score":-1}]}}""")
                .Compose!.Signals[0]
                .Zone
        );

    [Fact]
    public void Overlays_follow_the_signals_by_job_then_profile_then_built_in()
    {
        var profile = Given.Profile(
            """{"intensity":0.5,"overlays":[{"category":"weather","tag":"haze","image":{"builtin":"fog"},"opacity":0.6}]}"""
        );
        var job = Given.Job(
            """
            {"compose":{"atmosphere":{"profileRef":{"name":"monsoon"}},
              "signals":[{"category":"weather","tag":"haze","score":-0.8},{"category":"weather","tag":"snow","score":0.4},
                         {"category":"transportation","tag":"tram","score":1}]}}
            """
        );
        var work = (GenerateWork)Assert.IsType<Resolution.Ready>(JobResolver.Resolve(job, profile, Defaults)).Plan.Work;
        Assert.Equal(
            [("fog", 0.4, 0.6), ("snow", 0.2, 1.0)],
            work.Compose!.Overlays.Select(o => (o.Tag, o.Intensity, o.Opacity))
        );
    }

    [Fact]
    public void Without_atmosphere_there_are_no_overlays() =>
        Assert.Empty(
            Work("""{"compose":{"signals":[{"category":"weather","tag":"rain","score":1}]}}""").Compose!.Overlays
        );

    private static RunPlan Plan(string spec) => Plan(Given.Job(spec));

    private static RunPlan Plan(Api.GenerationJobs.GenerationJob job) =>
        Assert.IsType<Resolution.Ready>(JobResolver.Resolve(job, null, Defaults)).Plan;

    private static GenerateWork Work(string spec) => (GenerateWork)Plan(spec).Work;

    private static Resolution.Refused Refused(string spec) =>
        Assert.IsType<Resolution.Refused>(JobResolver.Resolve(Given.Job(spec), null, Defaults));
}
