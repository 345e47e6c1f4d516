namespace ImageForge.Integration.Tests.Tools;

/// <summary>Finds what `make build` put in place.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    public static string Program(string name) => Path.Combine(Root, "bin", name);

    public static string File(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string FindRoot(string folder) =>
        System.IO.File.Exists(Path.Combine(folder, "ImageForge.sln"))
            ? folder
            : FindRoot(
                Path.GetDirectoryName(folder)
                    ?? throw new InvalidOperationException("not below a checkout of ImageForge")
            );
}
