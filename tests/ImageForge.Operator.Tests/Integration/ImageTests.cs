using ImageForge.Api;
using ImageForge.Api.Common;
using ImageForge.Api.Core;
using ImageForge.Kube;
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
            new ConfigMap
            {
                Metadata = new ObjectMeta { Name = "brand", Namespace = scenario.Namespace },
                BinaryData = new Dictionary<string, string> { ["logo.png"] = Red },
            },
            CancellationToken.None
        );

        // It waits for the job that makes its background, which is applied after it.
        await scenario.ApplyAsync(
            "poster",
            """
            {"seed":1,"size":{"preset":"Thumbnail"},"compose":{"hitboxes":"Status",
             "signals":[{"category":"festivals","tag":"lanterns","score":"0.9"}],
             "background":{"image":{"artifact":{"jobName":"ground"}}},
             "layers":[
              {"name":"logo","width":"0.2","plane":"Top","image":{"configMap":{"name":"brand","key":"logo.png"}}},
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
        Assert.Equal(("lanterns", "0.9"), (box.Tag, box.Score));
        Assert.InRange(box.X + box.Width, 1, 256);
    }
}
