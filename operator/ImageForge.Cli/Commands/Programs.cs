namespace ImageForge.Cli.Commands;

/// <summary>Finds the programs that belong to this one.</summary>
internal static class Programs
{
    /// <summary>The runner: beside this program as `make build` puts it, else on the PATH.</summary>
    public static string Runner =>
        Candidates.Select(folder => Path.GetFullPath(Path.Combine(folder, "runner"))).FirstOrDefault(File.Exists)
        ?? throw new FileNotFoundException(
            "the program `runner` is neither beside `imageforge` nor on the PATH: run `make build`, or name it with --runner"
        );

    private static IEnumerable<string> Candidates
    {
        get
        {
            // The command that was called may be a link into the folder of the build.
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
