namespace ImageForge.Kube.Config;

/// <summary>Which kubeconfig files count.</summary>
internal static class KubeconfigFiles
{
    /// <summary>The files in order of precedence; those that do not exist are left out unless named by the user.</summary>
    public static IReadOnlyList<string> Find(string? path)
    {
        if (path is not null)
        {
            return File.Exists(path)
                ? [path]
                : throw new KubeConfigException(
                    $"{path} {(Directory.Exists(path) ? "is a directory" : "does not exist")}."
                );
        }
        if (Environment.GetEnvironmentVariable("KUBECONFIG") is { Length: > 0 } list)
        {
            return
            [
                .. list.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
                    .Distinct(StringComparer.Ordinal)
                    .Where(File.Exists),
            ];
        }
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var file = Path.Combine(home, ".kube", "config");
        return File.Exists(file) ? [file] : [];
    }
}
