using ImageForge.Api;
using ImageForge.Planning.Profiles;
using ImageForge.Planning.Resolving;
using ImageForge.Planning.Tests.Storyboards;
using Xunit;

namespace ImageForge.Planning.Tests.Resolving;

/// <summary>Files as stores, images and models: refused wherever they stand, unless the operator allows them.</summary>
public class FileUrisTests
{
    private const string Refusal =
        ": file:// is a path inside the runner's pod and is not allowed on this cluster; use s3:// or pvc://, or start the operator with --allow-file-uris.";

    private const string Image = """{"uri":"file:///etc/x.png"}""";
    private const string Model = """ "backend":"Onnx","model":{"uri":"s3://m/sd"} """;

    private static readonly OperatorDefaults Defaults = new() { StoreUri = "s3://b" };

    public static TheoryData<string, string> Fields =>
        new()
        {
            {
                """{"compose":{},"output":{"storage":{"uri":"file:///etc"}}}""",
                "spec.output.storage.uri 'file:///etc'"
            },
            { """{"compose":{"background":{"image":""" + Image + "}}}", "spec.compose.background.image.uri" },
            {
                """{"compose":{"layers":[{"name":"a","image":IMAGE}]}}""".Replace(
                    "IMAGE",
                    Image,
                    StringComparison.Ordinal
                ),
                "spec.compose.layers[a].image.uri"
            },
            {
                """{"compose":{"layers":[{"name":"a","color":"#102030","mask":{"image":IMAGE}}]}}""".Replace(
                    "IMAGE",
                    Image,
                    StringComparison.Ordinal
                ),
                "spec.compose.layers[a].mask.image.uri"
            },
            {
                """{"compose":{"signals":[{"category":"weather","tag":"rain","score":1}],"assets":[{"category":"weather","tag":"rain","image":IMAGE}]}}""".Replace(
                    "IMAGE",
                    Image,
                    StringComparison.Ordinal
                ),
                "spec.compose.assets[weather/rain].image.uri"
            },
            {
                """{"compose":{"signals":[{"category":"weather","tag":"rain","score":1}],"atmosphere":{"overlays":[{"category":"weather","tag":"rain","image":IMAGE}]}}}""".Replace(
                    "IMAGE",
                    Image,
                    StringComparison.Ordinal
                ),
                "spec.compose.atmosphere.overlays[weather/rain].image.uri"
            },
            { Polish("""{"backend":"Onnx","model":{"uri":"file:///m/sd"}}"""), "spec.polish.model.uri 'file:///m/sd'" },
            { Polish("{" + Model + ",\"mask\":" + Image + "}"), "spec.polish.mask.uri" },
            {
                Polish(
                    "{"
                        + Model
                        + ""","controls":[{"type":"Canny","image":IMAGE,"model":{"uri":"s3://m/c"}}]""".Replace(
                            "IMAGE",
                            Image,
                            StringComparison.Ordinal
                        )
                        + "}"
                ),
                "spec.polish.controls[0].image.uri"
            },
            {
                Polish(
                    "{"
                        + Model
                        + ""","controls":[{"type":"Canny","image":{"uri":"s3://b/x.png"},"model":{"uri":"file:///c"}}]""".Replace(
                            "IMAGE",
                            Image,
                            StringComparison.Ordinal
                        )
                        + "}"
                ),
                "spec.polish.controls[0].model.uri"
            },
            {
                Polish(
                    "{"
                        + Model
                        + ""","guidanceImages":[{"role":"Reference","image":IMAGE}]""".Replace(
                            "IMAGE",
                            Image,
                            StringComparison.Ordinal
                        )
                        + "}"
                ),
                "spec.polish.guidanceImages[0].image.uri"
            },
        };

    [Theory]
    [MemberData(nameof(Fields))]
    public void A_file_is_refused_by_its_field_and_taken_where_it_is_allowed(string spec, string field)
    {
        var job = Given.Job(spec);
        var refused = Assert.IsType<Resolution.Refused>(JobResolver.Resolve(job, null, Defaults));
        Assert.Equal(Reasons.InvalidSpec, refused.Reason);
        Assert.StartsWith(field, refused.Message, StringComparison.Ordinal);
        Assert.EndsWith(Refusal, refused.Message, StringComparison.Ordinal);
        Assert.IsType<Resolution.Ready>(JobResolver.Resolve(job, null, Defaults with { AllowFileUris = true }));
    }

    [Fact]
    public void A_file_of_a_profile_is_refused_in_its_status_and_in_the_jobs_that_use_it()
    {
        var profile = Given.Profile("""{"overlays":[{"category":"weather","tag":"rain","image":""" + Image + "}]}");
        var observed = new ProfileObserved { Profile = profile, Now = DateTimeOffset.UnixEpoch };
        var status = ProfileDecider.Decide(observed, Defaults).Status!;
        Assert.Equal("False", status.Conditions!.Single(c => c.Type == Conditions.Ready).Status);
        var unusable = Assert.Single(status.Unusable!);
        Assert.Equal("overlays[weather/rain]", unusable.Field);
        Assert.EndsWith(Refusal, unusable.Message, StringComparison.Ordinal);
        var job = Given.Job(
            """{"compose":{"signals":[{"category":"weather","tag":"rain","score":1}],"atmosphere":{"profileRef":{"name":"monsoon"}}}}"""
        );
        var refused = Assert.IsType<Resolution.Refused>(JobResolver.Resolve(job, profile, Defaults));
        Assert.EndsWith(Refusal, refused.Message, StringComparison.Ordinal);
        var allowed = ProfileDecider.Decide(observed, Defaults with { AllowFileUris = true }).Status!;
        Assert.Equal("True", allowed.Conditions!.Single(c => c.Type == Conditions.Ready).Status);
    }

    [Fact]
    public void A_file_as_store_of_a_storyboard_is_refused_before_its_frames()
    {
        var world = new BoardWorld(
            """{"scene":"A tram leaves.","template":{"output":{"storage":{"uri":"file:///etc"}}}}""",
            Defaults
        );
        world.Settle();
        var accepted = world.Status.Conditions!.Single(c => c.Type == Conditions.Accepted);
        Assert.Equal(
            ("False", "spec.template.output.storage.uri 'file:///etc'" + Refusal),
            (accepted.Status, accepted.Message)
        );
    }

    [Theory]
    [InlineData(
        """{"compose":{},"output":{"storage":{"uri":"pvc://a..b/x"}}}""",
        "spec.output.storage.uri 'pvc://a..b/x': 'a..b'"
    )]
    [InlineData(
        """{"compose":{"background":{"image":{"uri":"pvc:///x.png"}}}}""",
        "spec.compose.background.image.uri 'pvc:///x.png': ''"
    )]
    [InlineData(
        """{"compose":{},"polish":{"backend":"Onnx","model":{"uri":"pvc://A/x"}},"prompt":{"text":"a"},"size":{"preset":"Card"}}""",
        "spec.polish.model.uri 'pvc://A/x': 'A'"
    )]
    public void A_claim_that_cannot_be_mounted_is_refused_by_its_field(string spec, string message)
    {
        var refused = Assert.IsType<Resolution.Refused>(JobResolver.Resolve(Given.Job(spec), null, Defaults));
        Assert.StartsWith(message, refused.Message, StringComparison.Ordinal);
        Assert.EndsWith(
            "is not a valid PersistentVolumeClaim name; use pvc://claim/path.",
            refused.Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("pvc://claim/../workspace/x")]
    [InlineData("pvc://claim/a/..")]
    [InlineData("pvc://claim/%2e%2E/workspace/x")]
    [InlineData("pvc://claim/a%2F..%2F..%2Fworkspace")]
    [InlineData("pvc://claim/./x")]
    [InlineData("file:///store/../workspace/x")]
    [InlineData("s3://b/a/../x")]
    public void An_address_that_could_leave_its_volume_is_refused_by_its_field(string uri)
    {
        Refused($$$$"""{"compose":{},"output":{"storage":{"uri":"{{{{uri}}}}"}}}""", "spec.output.storage.uri");
        Refused(
            $$$$$"""{"compose":{"background":{"image":{"uri":"{{{{{uri}}}}}"}}}}""",
            "spec.compose.background.image.uri"
        );
        Refused(Polish($$$"""{"backend":"Onnx","model":{"uri":"{{{uri}}}"}}"""), "spec.polish.model.uri");
        var byDefault = JobResolver.Resolve(
            Given.Job("""{"compose":{}}"""),
            null,
            new() { StoreUri = uri, AllowFileUris = true }
        );
        Assert.Contains("segment", Assert.IsType<Resolution.Refused>(byDefault).Message, StringComparison.Ordinal);

        void Refused(string spec, string field)
        {
            var resolution = JobResolver.Resolve(Given.Job(spec), null, Defaults with { AllowFileUris = true });
            var refused = Assert.IsType<Resolution.Refused>(resolution);
            Assert.Equal(
                (Reasons.InvalidSpec, $"{field} '{uri}' contains a '.' or '..' segment; remove it."),
                (refused.Reason, refused.Message)
            );
        }
    }

    [Theory]
    [InlineData("pvc://claim/a..b/...")]
    // Decoded once: a folder named %2e%2e.
    [InlineData("pvc://claim/%252e%252e/x")]
    public void Dots_in_names_are_taken(string uri) =>
        Assert.IsType<Resolution.Ready>(
            JobResolver.Resolve(
                Given.Job($$$$"""{"compose":{},"output":{"storage":{"uri":"{{{{uri}}}}"}}}"""),
                null,
                Defaults
            )
        );

    private static string Polish(string polish) =>
        $$"""{"size":{"preset":"Card"},"prompt":{"text":"a"},"compose":{},"polish":{{polish}}}""";
}
