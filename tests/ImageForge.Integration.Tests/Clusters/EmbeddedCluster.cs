using ImageForge.Integration.Tests.Tools;
using ImageForge.Testing.Clusters;

namespace ImageForge.Integration.Tests.Clusters;

/// <summary>The development cluster as users start it, without its operator: the tests start and stop that themselves.</summary>
internal sealed class EmbeddedCluster : ITestCluster
{
    private readonly RunningProgram _program;
    private readonly DirectoryInfo _folder;

    private EmbeddedCluster(RunningProgram program, DirectoryInfo folder)
    {
        _program = program;
        _folder = folder;
    }

    public string Description => "the embedded development cluster";

    public string Kubeconfig => KubeconfigIn(_folder);

    public bool RunsPods => true;

    public bool PodsAreProcesses => true;

    public Task<bool> InterruptAsync(TimeSpan time, CancellationToken cancellation) => Task.FromResult(false);

    /// <param name="more">Further options of <c>imageforge dev</c>.</param>
    public static async Task<EmbeddedCluster> StartAsync(params IEnumerable<string> more)
    {
        var folder = Directory.CreateTempSubdirectory("imageforge-cluster-");
        var program = RunningProgram.Start(
            Repository.Program("imageforge"),
            ["dev", "--no-operator", "--port", "0", "--data", folder.FullName, "--job-backoff", "200ms", .. more]
        );
        var cluster = new EmbeddedCluster(program, folder);
        try
        {
            await program.WaitForLineAsync(line => line.Contains("ready", StringComparison.OrdinalIgnoreCase));
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _program.TerminateAsync();
        await _program.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private static string KubeconfigIn(DirectoryInfo folder) => Path.Combine(folder.FullName, "kubeconfig");
}
