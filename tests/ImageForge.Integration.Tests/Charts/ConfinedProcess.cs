using System.Text.RegularExpressions;
using ImageForge.Integration.Tests.Tools;
using ImageForge.Testing.Clusters;
using Xunit;

namespace ImageForge.Integration.Tests.Charts;

/// <summary>The operator as a process with the token of its ServiceAccount and the file of its ConfigMap.</summary>
internal sealed partial class ConfinedProcess : IAsyncDisposable
{
    private const string Account = "imageforge-operator";

    private readonly RunningProgram _program;

    private ConfinedProcess(RunningProgram program, Uri address)
    {
        _program = program;
        Address = address;
    }

    /// <summary>Where it serves /readyz.</summary>
    public Uri Address { get; }

    public static async Task<ConfinedProcess> StartAsync(Kubectl kubectl, ITestCluster cluster, string folder)
    {
        var token = TestContext.Current.CancellationToken;
        var admin = await File.ReadAllTextAsync(cluster.Kubeconfig, token);
        var account = (await kubectl.RunAsync($"create token {Account}")).Succeeded().Trim();
        var kubeconfig = Path.Combine(folder, "operator.kubeconfig");
        await File.WriteAllTextAsync(kubeconfig, TokenLine().Replace(admin, account), token);
        var file = Path.Combine(folder, "operator.yaml");
        var get = $@"get configmap {Account}-config -o jsonpath={{.data.operator\.yaml}}";
        await File.WriteAllTextAsync(file, (await kubectl.RunAsync(get)).Succeeded(), token);
        var program = RunningProgram.Start(
            Repository.Program("operator"),
            ["--kubeconfig", kubeconfig, "--config", file, "--address", "127.0.0.1", "--port", "0"],
            new Dictionary<string, string> { ["POD_NAMESPACE"] = Helm.Space, ["POD_NAME"] = Account }
        );
        var line = await program.WaitForLineAsync(line => Listening().IsMatch(line));
        await program.WaitForLineAsync(line => line.Contains("acquired leader lease", StringComparison.Ordinal));
        return new ConfinedProcess(program, new Uri(Listening().Match(line).Value));
    }

    public ValueTask DisposeAsync() => _program.DisposeAsync();

    [GeneratedRegex(@"(?<=\n\s+token: )\S+")]
    private static partial Regex TokenLine();

    [GeneratedRegex("http://127\\.0\\.0\\.1:[0-9]+/")]
    private static partial Regex Listening();
}
