using Xunit;

namespace ImageForge.Operator.Tests.Integration;

/// <summary>Finds programs of this solution as they were built last.</summary>
internal static class Programs
{
    public static string Runner => Find("ImageForge.Runner", "runner");

    public static string Operator => Find("ImageForge.Operator", "operator");

    private static string Find(string project, string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var built = new DirectoryInfo(Path.Combine(folder.FullName, "build", "bin", project));
            if (built.Exists)
            {
                var file = built
                    .EnumerateFiles(name, SearchOption.AllDirectories)
                    .OrderByDescending(f => f.LastWriteTimeUtc)
                    .FirstOrDefault();
                if (file is not null)
                {
                    return file.FullName;
                }
            }
        }

        Assert.Skip($"{project} is not built.");
        return "";
    }
}
