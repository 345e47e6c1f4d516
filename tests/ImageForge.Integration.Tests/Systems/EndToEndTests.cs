using System.Diagnostics;
using System.Text.RegularExpressions;
using ImageForge.Integration.Tests.Clusters;
using ImageForge.Integration.Tests.Tools;
using ImageForge.Testing.S3;
using ImageForge.Testing.Tools;
using Xunit;

namespace ImageForge.Integration.Tests.Systems;

/// <summary>tests/e2e/run.sh on a cluster whose pods are local processes; <c>make e2e</c> runs it on others.</summary>
public sealed partial class EndToEndTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Script_installs_runs_and_deletes()
    {
        Assert.SkipWhen(Kubectl.Path is null, "kubectl 1.32 or newer is not here (tests/tools/kubectl.sh says why)");
        Assert.SkipWhen(HelmTool.Path is null, HelmTool.Missing);
        Assert.SkipWhen(S3Endpoint.WhyNot() is not null, S3Endpoint.WhyNot() ?? "");
        await using var cluster = await Chosen.StartOwnAsync();
        Assert.SkipUnless(cluster.RunsPods, $"{cluster.Description} runs no pods");
        output.WriteLine($"This runs on {cluster.Description}.");
        var cache = Directory.CreateTempSubdirectory("imageforge-e2e-");
        try
        {
            // The embedded cluster begins with the definitions; here the chart has to bring them.
            var kubectl = new Kubectl(Kubectl.Path!, cluster.Kubeconfig, cache.FullName, "default");
            (await kubectl.RunAsync("delete -k crds --ignore-not-found")).Succeeded();
        }
        finally
        {
            cache.Delete(recursive: true);
        }

        await using var store = await S3Endpoint.OpenAsync();
        var address = new UriBuilder(store.Address)
        {
            UserName = Uri.EscapeDataString(store.AccessKey),
            Password = Uri.EscapeDataString(store.SecretKey),
            Path = store.Bucket,
        };
        var start = new ProcessStartInfo("bash", ["-c", "exec tests/e2e/run.sh 2>&1"])
        {
            WorkingDirectory = Repository.File(),
            RedirectStandardOutput = true,
            Environment =
            {
                ["KUBECONFIG"] = cluster.Kubeconfig,
                ["E2E_OPERATOR"] = Repository.Program("operator"),
                [S3Endpoint.Variable] = address.Uri.AbsoluteUri,
            },
        };
        using var process = Process.Start(start)!;
        while (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            output.WriteLine(line);
        }

        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);
    }

    [Fact]
    public async Task Commands_of_the_README_are_the_steps_of_the_script()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var script = await File.ReadAllTextAsync(Repository.File("tests", "e2e", "run.sh"), cancellation);
        var given = Assignment().Matches(script).ToLookup(m => m.Groups[1].Value, m => m.Groups[2].Value);
        var steps = Step()
            .Matches(script)
            .Select(m => Variable().Replace(m.Groups[1].Value, v => given[v.Groups[1].Value].First()));
        var readme = await File.ReadAllTextAsync(Repository.File("README.md"), cancellation);
        var section = readme.Split("\n## On a cluster\n")[1].Split("\n## ")[0];
        Assert.Equal(steps, Command().Matches(section).Select(m => m.Groups[1].Value));
    }

    [GeneratedRegex(@"^(\w+)=(\S+)$", RegexOptions.Multiline)]
    private static partial Regex Assignment();

    [GeneratedRegex(@"(?:^\s*|\|\| )step (.+)$", RegexOptions.Multiline)]
    private static partial Regex Step();

    [GeneratedRegex(@"\$(\w+)")]
    private static partial Regex Variable();

    [GeneratedRegex(@"^\$ (.+?)(?:\s+# .*)?$", RegexOptions.Multiline)]
    private static partial Regex Command();
}
