using ImageForge.Kube;

namespace ImageForge.Runtime.Tests;

/// <summary>A file with a token that is missing at first, as while a volume is mounted anew or a login has run out.</summary>
internal sealed class LateToken : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("late-token-");

    public string File => Path.Combine(_folder.FullName, "token");

    public void Write()
    {
        // At once, as Kubernetes does.
        System.IO.File.WriteAllText(File + ".new", "late");
        System.IO.File.Move(File + ".new", File);
    }

    /// <summary>Waits until a call has failed for want of it.</summary>
    public static async Task IsMissedAsync(KubeClient client, CancellationToken cancellation)
    {
        while (client.Availability.Problem?.Contains("credential", StringComparison.Ordinal) != true)
        {
            await Task.Delay(5, cancellation);
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
