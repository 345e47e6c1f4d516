using ImageForge.Api;
using ImageForge.Api.Common;
using ImageForge.Kube;
using k8s.Models;
using Xunit;

namespace ImageForge.Operator.Tests.Integration;

/// <summary>Users' images on a running cluster: from a ConfigMap, from another job, and not at all.</summary>
public class ImageTests(ClusterFixture cluster)
{
    /// <summary>A red picture of 2×2 pixels.</summary>
    private const string Red =
        "iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAEElEQVR4nGP4z8AARAwQCgAf7gP9i18U1AAAAABJRU5ErkJggg==";

    [Fact]
    public async Task ConfigMaps_and_other_jobs_give_images_and_a_missing_one_is_named()
    {
        await using var scenario = await Scenario.StartAsync(cluster);
        await scenario.Client.CreateAsync(
            CoreResources.ConfigMaps,
            new V1ConfigMap
            {
                Metadata = new V1ObjectMeta { Name = "brand", NamespaceProperty = scenario.Namespace },
                BinaryData = new Dictionary<string, byte[]> { ["logo.png"] = Convert.FromBase64String(Red) },
            },
            CancellationToken.None
        );

        // It waits for the job that makes its background, which is applied after it.
        await scenario.ApplyAsync(
            "poster",
            """
            {"seed":1,"onMissingInput":"Skip","size":{"preset":"Thumbnail"},"compose":{"hitboxes":"Status",
             "signals":[{"category":"festivals","tag":"lanterns","score":0.9}],
             "background":{"image":{"artifact":{"jobName":"ground"}}},
             "layers":[
              {"name":"logo","width":0.2,"plane":"Top","image":{"configMap":{"name":"brand","key":"logo.png"}}},
              {"name":"lost","image":{"configMap":{"name":"brand","key":"lost.png"}}}]}}
            """
        );
        var waiting = await scenario.UntilAsync("poster", JobState.Pending);
        Assert.Equal(
            Reasons.WaitingForArtifact,
            waiting.Status!.Conditions!.Single(c => c.Type == Conditions.Accepted).Reason
        );
        await scenario.ApplyAsync(
            "ground",
            """{"seed":1,"size":{"preset":"Thumbnail"},"compose":{"background":{"color":"#204060"}}}"""
        );

        var poster = await scenario.UntilAsync("poster", JobState.Completed);

        var composed = poster.Status!.Conditions!.Single(c => c.Type == Conditions.Composed);
        Assert.Equal("False", composed.Status);
        Assert.Contains("spec.compose.layers[lost].image: ", composed.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("[logo]", composed.Message, StringComparison.Ordinal);
        var box = Assert.Single(poster.Status.Hitboxes!);
        Assert.Equal(("lanterns", 0.9), (box.Tag, box.Score));
        Assert.InRange(box.X + box.Width, 1, 256);
    }

    [Fact]
    public async Task A_job_without_an_image_that_it_names_fails_and_says_which()
    {
        await using var scenario = await Scenario.StartAsync(cluster);
        await scenario.Client.CreateAsync(
            CoreResources.ConfigMaps,
            new V1ConfigMap
            {
                Metadata = new V1ObjectMeta { Name = "brand", NamespaceProperty = scenario.Namespace },
                BinaryData = new Dictionary<string, byte[]> { ["logo.png"] = Convert.FromBase64String(Red) },
            },
            CancellationToken.None
        );
        await scenario.ApplyAsync("key", Layer("brand", "lost.png"));
        await scenario.ApplyAsync("map", Layer("nothing", "logo.png"));

        foreach (var (name, uri) in ((string, string)[])[("key", "brand/lost.png"), ("map", "nothing/logo.png")])
        {
            var job = await scenario.UntilAsync(name, JobState.Failed);
            foreach (var type in (string[])[Conditions.Ready, Conditions.Composed])
            {
                var condition = job.Status!.Conditions!.Single(c => c.Type == type);
                Assert.Equal(("False", Reasons.InputMissing), (condition.Status, condition.Reason));
                Assert.StartsWith(
                    $"spec.compose.layers[logo].image: 'configmap://{uri}' does not exist",
                    condition.Message,
                    StringComparison.Ordinal
                );
            }

            Assert.Null(job.Status!.Artifacts);
        }

        // A ConfigMap may be applied after the job, so that only its absence is tried again.
        Assert.Equal(1, (await scenario.UntilAsync("key", JobState.Failed)).Status!.Attempt);
        Assert.NotEqual(1, (await scenario.UntilAsync("map", JobState.Failed)).Status!.Attempt);

        static string Layer(string map, string key) =>
            $$$"""
                {"seed":1,"size":{"preset":"Thumbnail"},"runner":{"retries":1},"compose":{"layers":[
                  {"name":"logo","image":{"configMap":{"name":"{{{map}}}","key":"{{{key}}}"} } }]}}
                """;
    }
}
