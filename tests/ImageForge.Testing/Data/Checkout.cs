using System.Runtime.CompilerServices;

namespace ImageForge.Testing.Data;

/// <summary>The checkout that the tests were built from.</summary>
public static class Checkout
{
    /// <summary>Its top folder. Tests read and write nothing outside it but temporary files.</summary>
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Here(), "..", "..", ".."));

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
