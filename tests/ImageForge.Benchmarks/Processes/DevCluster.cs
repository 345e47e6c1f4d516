using ImageForge.Kube;
using ImageForge.Kube.Config;

namespace ImageForge.Benchmarks.Processes;

/// <summary>`imageforge dev` as a process, in a folder of its own.</summary>
internal sealed class DevCluster : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;
    private readonly RunningProgram _program;

    private DevCluster(DirectoryInfo folder, RunningProgram program, TimeSpan untilReady, KubeClient client)
    {
        _folder = folder;
        _program = program;
        UntilReady = untilReady;
        Client = client;
    }

    /// <summary>From the start of the process to its line that begins with "ready".</summary>
    public TimeSpan UntilReady { get; }

    public KubeClient Client { get; }

    public string Kubeconfig => KubeconfigIn(_folder);

    public string StoreUri => new Uri(Path.Combine(_folder.FullName, "artifacts")).AbsoluteUri;

    public static async Task<DevCluster> StartAsync(params string[] arguments)
    {
        var folder = Directory.CreateTempSubdirectory("imageforge-bench-");
        var program = RunningProgram.Start(
            "imageforge",
            ["dev", "--port", "0", "--data", folder.FullName, .. arguments]
        );
        try
        {
            var ready = await program.LineAsync("ready at ");
            var client = KubeClient.Create(KubeConfig.Load(KubeconfigIn(folder)));
            return new DevCluster(folder, program, ready.Elapsed, client);
        }
        catch
        {
            await program.DisposeAsync();
            folder.Delete(recursive: true);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _program.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private static string KubeconfigIn(DirectoryInfo folder) => Path.Combine(folder.FullName, "kubeconfig");
}
