using ImageForge.Api;
using ImageForge.Api.Common;
using ImageForge.Api.GenerationJobs;
using ImageForge.Contracts.Plans;
using ImageForge.Planning.Resolving;
using Xunit;

namespace ImageForge.Planning.Tests.Resolving;

public class ArtifactSourcesTests
{
    private static readonly string Digest = new('a', 64);

    private static readonly GenerationJob User = Given.Job(
        """{"compose":{"background":{"image":{"artifact":{"jobName":"sea"}}}}}"""
    );

    [Fact]
    public void A_job_waits_for_the_job_whose_image_it_uses()
    {
        Assert.Equal(["sea"], JobResolver.SourceNames(User.Spec));
        var missing = Assert.IsType<Resolution.Waiting>(Resolve(User));
        Assert.Equal(Reasons.WaitingForArtifact, missing.Reason);
        Assert.Contains(
            "spec.compose.background.image.artifact: GenerationJob 'sea' does not exist",
            missing.Message,
            StringComparison.Ordinal
        );
        var running = Assert.IsType<Resolution.Waiting>(Resolve(User, Sea(JobState.Running)));
        Assert.Contains("'sea' is Running", running.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Its_primary_image_is_used_by_digest()
    {
        var image = Background(User, Sea(JobState.Completed));
        Assert.Equal(("store:studio/sea/1.png", "sha256:" + Digest), (image.Uri, image.Digest));
    }

    [Fact]
    public void A_variant_is_used_where_one_is_named()
    {
        var job = Given.Job("""{"compose":{"background":{"image":{"artifact":{"jobName":"sea","variant":0}}}}}""");
        Assert.Equal("store:studio/sea/0.png", Background(job, Sea(JobState.Completed)).Uri);
        var other = Given.Job("""{"compose":{"background":{"image":{"artifact":{"jobName":"sea","variant":7}}}}}""");
        Assert.Contains(
            "has no variant 7 (it has",
            Assert.IsType<Resolution.Refused>(Resolve(other, Sea(JobState.Completed))).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void An_image_in_another_store_is_read_there_or_refused()
    {
        Assert.Equal("pvc://renders/studio/sea/1.png", Background(User, Sea(JobState.Completed, "pvc://renders")).Uri);
        Assert.Contains(
            "spec.compose.background.image is not supported in this version",
            Assert.IsType<Resolution.Refused>(Resolve(User, Sea(JobState.Completed, "s3://elsewhere"))).Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(null, "store:studio/a b%20+#?.png")]
    [InlineData("pvc://renders", "pvc://renders/studio/a%20b%2520%2B%23%3F.png")]
    public void A_key_with_signs_of_URIs_is_written_and_read_once(string? store, string uri)
    {
        var sea = Sea(JobState.Completed, store);
        var artifact = sea.Status!.Artifacts!.Single(a => a.Key == sea.Status.PrimaryArtifact);
        const string Key = "studio/a b%20+#?.png";
        sea = sea with
        {
            Status = sea.Status with { Artifacts = [artifact with { Key = Key }], PrimaryArtifact = Key },
        };
        Assert.Equal(uri, Background(User, sea).Uri);
    }

    private static ImageSource Background(GenerationJob job, GenerationJob source) =>
        ((GenerateWork)Assert.IsType<Resolution.Ready>(Resolve(job, source)).Plan.Work).Compose!.Background!.Image!;

    private static Resolution Resolve(GenerationJob job, params GenerationJob[] sources) =>
        JobResolver.Resolve(job, null, new OperatorDefaults { StoreUri = "s3://b" }, sources);

    private static GenerationJob Sea(JobState state, string? store = null)
    {
        var job = Given.Job(
            store is null
                ? "{}"
                : """{"output":{"storage":{"uri":"STORE"}}}""".Replace("STORE", store, StringComparison.Ordinal)
        );
        return job with
        {
            Metadata = job.Metadata with { Name = "sea" },
            Status = new GenerationJobStatus
            {
                State = state,
                PrimaryArtifact = "studio/sea/1.png",
                Artifacts = [Artifact(0), Artifact(1)],
            },
        };
    }

    private static ArtifactStatus Artifact(int variant) =>
        new()
        {
            Key = $"studio/sea/{variant}.png",
            Sha256 = Digest,
            Bytes = 1,
            Width = 1,
            Height = 1,
            Format = ImageFormat.Png,
            Variant = variant,
        };
}
