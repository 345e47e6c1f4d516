using System.Diagnostics;
using ImageForge.Testing.Data;

namespace ImageForge.Testing.Tools;

/// <summary>The kubectl that tests/tools/kubectl.sh finds or fetches.</summary>
public static class KubectlTool
{
    /// <summary>Why a test is skipped where it is missing.</summary>
    public const string Missing = "kubectl 1.32 or newer is missing: tests/tools/kubectl.sh says why";

    private static readonly Lazy<string?> Found = new(Find);

    /// <summary>Its path; null where there is none.</summary>
    public static string? Path => Found.Value;

    private static string? Find()
    {
        var start = new ProcessStartInfo(System.IO.Path.Combine(Checkout.Root, "tests", "tools", "kubectl.sh"))
        {
            RedirectStandardOutput = true,
        };
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd().Trim();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : null;
    }
}
