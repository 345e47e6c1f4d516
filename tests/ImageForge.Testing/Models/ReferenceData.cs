using System.Runtime.CompilerServices;

namespace ImageForge.Testing.Models;

/// <summary>Small models and recorded runs that lie in this checkout.</summary>
public static class ReferenceData
{
    /// <summary>Where they lie.</summary>
    public static string Folder { get; } =
        Path.GetFullPath(Path.Combine(Here(), "..", "..", "ImageForge.Inference.Tests", "Reference"));

    /// <summary>A model's folder.</summary>
    public static string Model(string name) => Path.Combine(Folder, "models", name);

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
