namespace ImageForge.Cli.Commands;

/// <summary>Finds companion executables.</summary>
internal static class Programs
{
    /// <summary>The runner: next to this program, else in PATH.</summary>
    public static string Runner =>
        Candidates.Select(folder => Path.GetFullPath(Path.Combine(folder, "runner"))).FirstOrDefault(File.Exists)
        ?? throw new FileNotFoundException(
            "runner executable not found next to imageforge or in PATH: run `make build`, or set --runner"
        );

    private static IEnumerable<string> Candidates
    {
        get
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
                "ImageForge.Runner",
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
}
