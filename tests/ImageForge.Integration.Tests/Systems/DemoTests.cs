using ImageForge.Integration.Tests.Tools;
using Xunit;

namespace ImageForge.Integration.Tests.Systems;

/// <summary><c>imageforge demo</c> ends by itself, whatever lies in the folder.</summary>
public sealed class DemoTests : IDisposable
{
    private const string Others = """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: settings, namespace: studio}
        data: {a: b}
        ---
        apiVersion: v1
        kind: Secret
        metadata: {name: s3, namespace: studio}
        stringData: {AWS_ACCESS_KEY_ID: k}
        ---
        apiVersion: v1
        kind: Namespace
        metadata: {name: studio}
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("imageforge-demo-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Objects_that_have_no_status_and_suspended_jobs_do_not_keep_it()
    {
        var result = await DemoAsync(Manifests.Job("made"), Manifests.Job("held", "  suspend: true"), Others);

        var output = result.Succeeded();
        Assert.Matches(@"GenerationJob\s+made\s+Completed", output);
        Assert.Matches(@"GenerationJob\s+held\s+Suspended", output);
        Assert.Matches(@"ConfigMap\s+settings\s+Applied", output);
        Assert.Matches(@"Secret\s+s3\s+Applied", output);
    }

    [Fact]
    public async Task Jobs_that_wait_for_what_nobody_makes_end_it_with_the_reason()
    {
        var waits = Manifests
            .Job("waits")
            .Replace(
                "  compose:",
                "  compose:\n    background: {image: {artifact: {jobName: missing}}}",
                StringComparison.Ordinal
            );

        var result = await DemoAsync(Manifests.Job("made"), waits);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("still waiting: GenerationJob waits: ", result.Output, StringComparison.Ordinal);
        Assert.Contains("'missing' does not exist", result.Output, StringComparison.Ordinal);
        Assert.Matches(@"GenerationJob\s+made\s+Completed", result.Output);
    }

    private async Task<ProgramResult> DemoAsync(params string[] manifests)
    {
        var files = _folder.CreateSubdirectory("manifests");
        foreach (var (i, text) in manifests.Index())
        {
            await File.WriteAllTextAsync(
                Path.Combine(files.FullName, $"{i}.yaml"),
                text,
                TestContext.Current.CancellationToken
            );
        }

        return await Programs.RunAsync(
            Repository.Program("imageforge"),
            ["demo", files.FullName, "--data", Path.Combine(_folder.FullName, "data")]
        );
    }
}
