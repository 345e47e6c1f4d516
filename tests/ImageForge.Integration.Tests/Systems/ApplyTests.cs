using Xunit;

namespace ImageForge.Integration.Tests.Systems;

/// <summary>Moving between the two ways of applying.</summary>
public sealed class ApplyTests(InstalledSystem system)
{
    private const string Annotation = @"kubectl\.kubernetes\.io/last-applied-configuration";

    [Fact]
    public async Task Server_side_apply_takes_over_what_was_applied_by_the_client_and_back()
    {
        var kubectl = await system.KubectlAsync("applying");
        var held = Manifests.Job("held", "  suspend: true\n  prompt: {text: \"<b> & 'é'\"}");
        (await kubectl.RunAsync("apply -f -", held)).Succeeded();
        (await kubectl.RunAsync("apply --server-side -f -", held)).Succeeded();
        Assert.Equal(
            """
            {"apiVersion":"imageforge.dev/v1alpha1","kind":"GenerationJob","metadata":{"name":"held","namespace":"applying"},
            """
                + """
                "spec":{"compose":{"signals":[{"category":"weather","score":-0.8,"tag":"rain"}]},
                """
                + """
                "prompt":{"text":"\u003cb\u003e \u0026 'é'"},"seed":11,"size":{"height":256,"width":256},"suspend":true,"variants":1}}
                """
                + "\n",
            (await kubectl.RunAsync($"get gj held -o jsonpath={{.metadata.annotations.{Annotation}}}")).Succeeded()
        );
        Assert.Equal(
            "kubectl Apply kubectl-last-applied Apply",
            string.Join(
                ' ',
                (
                    await kubectl.RunAsync(
                        "get gj held --show-managed-fields -o 'jsonpath={range .metadata.managedFields[?(@.operation==\"Apply\")]}{.manager} {.operation}{\"\\n\"}{end}'"
                    )
                )
                    .Succeeded()
                    .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                    .Order(StringComparer.Ordinal)
            )
        );

        // Nobody stands in the way of what the client's way left.
        var started = held.Replace("suspend: true", "suspend: false", StringComparison.Ordinal);
        (
            await kubectl.RunAsync("apply -f -", held.Replace("name: held", "name: going", StringComparison.Ordinal))
        ).Succeeded();
        (
            await kubectl.RunAsync(
                "apply --server-side -f -",
                started.Replace("name: held", "name: going", StringComparison.Ordinal)
            )
        ).Succeeded();

        // What the server's way leaves out goes, and the client's way finds nothing left to change.
        var without = held.Replace("  prompt: {text: \"<b> & 'é'\"}", "", StringComparison.Ordinal);
        Assert.Contains(
            "prompt is immutable",
            (await kubectl.RunAsync("apply --server-side -f -", without)).Failed(),
            StringComparison.Ordinal
        );
        Assert.Equal("", (await kubectl.RunAsync("diff --server-side -f -", held)).Succeeded());
        (await kubectl.RunAsync("apply -f -", held)).Succeeded();
        Assert.Equal(
            "generationjob.imageforge.dev/held unchanged\n",
            (await kubectl.RunAsync("apply -f -", held)).Succeeded()
        );
    }
}
