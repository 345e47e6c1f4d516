using ImageForge.Api.GenerationJobs;
using ImageForge.Cli.Local;
using ImageForge.Cli.Manifests;
using ImageForge.Testing.Time;
using Xunit;

namespace ImageForge.Cli.Tests.Local;

/// <summary>A manifest is admitted as an API server would create it.</summary>
public sealed class LocalObjectsTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);

    [Fact]
    public void What_only_the_server_sets_is_dropped_from_the_manifest()
    {
        var job = Admit(
            """
            apiVersion: imageforge.dev/v1alpha1
            kind: GenerationJob
            metadata:
              name: exported
              uid: c6977203-f123-4006-af5e-ef0605ee779b
              resourceVersion: "336"
              generation: 7
              creationTimestamp: "2020-01-01T00:00:00Z"
              deletionTimestamp: "2024-01-01T00:00:00Z"
              deletionGracePeriodSeconds: 0
              selfLink: /x
              managedFields: [{manager: kubectl, operation: Update}]
            spec: {seed: 1, compose: {}}
            status: {state: Completed, observedGeneration: 7}
            """
        );

        Assert.Null(job.Status?.State);
        Assert.Equal(-1, job.Status?.ObservedGeneration);
        Assert.Null(job.Metadata.DeletionTimestamp);
        Assert.Equal(1, job.Metadata.Generation);
        Assert.Equal(Now.UtcDateTime, job.Metadata.CreationTimestamp);
        Assert.NotEqual("c6977203-f123-4006-af5e-ef0605ee779b", job.Metadata.Uid);
    }

    [Theory]
    [InlineData("namespace: ../../etc", "metadata.namespace")]
    [InlineData("namespace: Studio", "metadata.namespace")]
    [InlineData("namespace: 7", "namespace")]
    [InlineData("labels: {a b: c}", "metadata.labels")]
    [InlineData("labels: {a: 1}", "labels")]
    [InlineData("annotations: [x]", "annotations")]
    public void Metadata_that_the_server_refuses_is_refused(string metadata, string field)
    {
        var error = Assert.Throws<ManifestException>(() =>
            Admit(
                $$"""
                apiVersion: imageforge.dev/v1alpha1
                kind: GenerationJob
                metadata: {name: x, {{metadata}}}
                spec: {seed: 1, prompt: {text: x} }
                """
            )
        );
        Assert.StartsWith("<stdin>:3:", error.Message, StringComparison.Ordinal);
        Assert.Contains(field, error.Message, StringComparison.Ordinal);
    }

    private static GenerationJob Admit(string manifest) =>
        LocalObjects
            .Admit(ManifestReader.Read(["-"], new StringReader(manifest)), new FakeTimeProvider(Now))
            .Jobs.Single();
}
