namespace ImageForge.Benchmarks.Processes;

/// <summary>Files that lie beside this checkout and not in it.</summary>
internal static class SharedFiles
{
    /// <summary>The path of one, or null where it is not there.</summary>
    public static string? Find(params string[] parts)
    {
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            var path = Path.Combine([at.FullName, "shared", .. parts]);
            if (Path.Exists(path))
            {
                return path;
            }
        }

        return null;
    }
}
