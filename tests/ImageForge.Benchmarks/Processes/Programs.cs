namespace ImageForge.Benchmarks.Processes;

/// <summary>Finds what `make build` put in place.</summary>
internal static class Programs
{
    /// <summary>The checkout.</summary>
    public static readonly string Root = RootAbove(AppContext.BaseDirectory);

    public static string Find(string name)
    {
        var program = Path.Combine(Root, "bin", name);
        return File.Exists(program)
            ? program
            : throw new BenchmarkException($"bin/{name} is not there: run `make build`");
    }

    private static string RootAbove(string folder) =>
        File.Exists(Path.Combine(folder, "ImageForge.sln"))
            ? folder
            : RootAbove(
                Path.GetDirectoryName(folder)
                    ?? throw new BenchmarkException("this is not below a checkout of ImageForge")
            );
}
