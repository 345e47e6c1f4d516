namespace ImageForge.DevCluster.Tests.Http;

internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("imageforge-cluster-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
