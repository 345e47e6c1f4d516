namespace ImageForge.Cli.Commands;

/// <summary>Finds companion executables.</summary>
internal static class Programs
{
    /// <summary>The runner: next to this program, else in PATH.</summary>
    public static string Runner =>
        Find("runner", "ImageForge.Runner")
        ?? throw new FileNotFoundException(
            "runner executable not found next to imageforge or in PATH: run `make build`, or set --runner"
        );

    /// <summary>The operator, whose image `helm test` runs: in the same places; null where it is in none.</summary>
    public static string? Operator => Find("operator", "ImageForge.Operator");

    private static string? Find(string program, string project) =>
        Folders(project).Select(folder => Path.GetFullPath(Path.Combine(folder, program))).FirstOrDefault(File.Exists);

    private static IEnumerable<string> Folders(string project)
    {
        // This executable may be a symbolic link into the build directory.
        if (
            Environment.GetCommandLineArgs() is [var called, ..]
            && Path.GetDirectoryName(called) is { Length: > 0 } beside
        )
        {
            yield return beside;
        }

        yield return Path.Combine(
            AppContext.BaseDirectory,
            "..",
            "..",
            project,
            Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/'))
        );
        yield return AppContext.BaseDirectory;
        foreach (
            var folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(
                ':',
                StringSplitOptions.RemoveEmptyEntries
            )
        )
        {
            yield return folder;
        }
    }
}
