using System.Runtime.CompilerServices;

namespace ImageForge.Inference.Tests.Pipelines;

/// <summary>Small models and recorded runs that lie in this checkout.</summary>
internal static class ReferenceData
{
    /// <summary>Where they lie.</summary>
    public static string Folder => Path.Combine(Project(), "Reference");

    private static string Project([CallerFilePath] string file = "") =>
        Path.GetDirectoryName(Path.GetDirectoryName(file))!;
}
