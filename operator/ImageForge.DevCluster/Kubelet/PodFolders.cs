namespace ImageForge.DevCluster.Kubelet;

/// <summary>
/// Where a pod's files are below the data folder: <c>pods/UID/volumes/NAME</c>, <c>pods/UID/containers/NAME</c>
/// (working folder, termination message), <c>pods/UID/tmp</c>, <c>logs/NAMESPACE_NAME_UID/CONTAINER/N.log</c>, and for
/// claims, which outlive pods, <c>volumes/NAMESPACE/CLAIM</c>.
/// </summary>
internal sealed class PodFolders(string data, string ns, string name, string uid)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private string Root => Path.Combine(data, "pods", uid);

    private string LogRoot => Path.Combine(data, "logs", $"{ns}_{name}_{uid}");

    public string Volume(string volume) => Private(Path.Combine(Root, "volumes", volume));

    public string Work(string container) => Private(Path.Combine(Root, "containers", container, "work"));

    public string TerminationMessage(string container) =>
        Path.Combine(Private(Path.Combine(Root, "containers", container)), "termination-log");

    public string Temporary => Private(Path.Combine(Root, "tmp"));

    public string Claim(string claim) => Directory.CreateDirectory(Path.Combine(data, "volumes", ns, claim)).FullName;

    public string Log(string container, int run) =>
        Path.Combine(Private(Path.Combine(LogRoot, container)), $"{run}.log");

    /// <summary>Removes what the pod worked with; its logs stay until the pod itself is gone.</summary>
    public void RemoveFiles() => Remove(Root);

    public void RemoveLogs() => Remove(LogRoot);

    private static void Remove(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // It holds Secrets: for the owner only.
    private static string Private(string folder) => Directory.CreateDirectory(folder, OwnerOnly).FullName;
}
