using System.Diagnostics;
using ImageForge.Testing.Data;

namespace ImageForge.Testing.Tools;

/// <summary>The kubectl that tests/tools/kubectl.sh finds or fetches.</summary>
public static class KubectlTool
{
    /// <summary>Why a test is skipped where it is missing.</summary>
    public const string Missing = "kubectl 1.32 or newer is missing: tests/tools/kubectl.sh says why";

    private static readonly Lazy<string?> Found = new(() => ToolScript.Run("kubectl.sh"));

    /// <summary>Its path; null where there is none.</summary>
    public static string? Path => Found.Value;
}

/// <summary>The helm that tests/tools/helm.sh finds or fetches.</summary>
public static class HelmTool
{
    /// <summary>Why a test is skipped where it is missing.</summary>
    public const string Missing = "helm 4 is missing: tests/tools/helm.sh says why";

    private static readonly Lazy<string?> Found = new(() => ToolScript.Run("helm.sh"));

    /// <summary>Its path; null where there is none.</summary>
    public static string? Path => Found.Value;
}

/// <summary>A script of tests/tools that prints the path of a program.</summary>
internal static class ToolScript
{
    /// <summary>What it prints; null where it fails.</summary>
    public static string? Run(string script)
    {
        var start = new ProcessStartInfo(System.IO.Path.Combine(Checkout.Root, "tests", "tools", script))
        {
            RedirectStandardOutput = true,
        };
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd().Trim();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : null;
    }
}
