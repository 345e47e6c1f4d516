using System.Diagnostics;
using System.Globalization;

namespace ImageForge.Testing.Tools;

/// <summary>
/// Mesa's software Vulkan, as tests/tools/lavapipe.sh unpacks it: a device for the WebGPU provider where there is no GPU. It
/// needs a newer C library than the machine may have, so programs are run with the one that came with it.
/// </summary>
public static class SoftwareVulkan
{
    /// <summary>Why a test is skipped where it is missing.</summary>
    public const string Missing = "Mesa's software Vulkan is missing: run tests/tools/lavapipe.sh.";

    private static readonly Lazy<string?> Folder = new(Find);

    /// <summary>Whether it is there.</summary>
    public static bool IsThere => Folder.Value is not null;

    /// <summary>Runs a .NET program that lies beside its library. It must not start programs of the machine itself.</summary>
    /// <returns>The program's exit code and what it wrote.</returns>
    public static async Task<(int ExitCode, string Output)> RunAsync(
        string program,
        IEnumerable<string> arguments,
        CancellationToken cancellation
    )
    {
        string lib = Path.Combine(Folder.Value!, "lib");
        string copy = string.Create(CultureInfo.InvariantCulture, $"{program}.{Environment.ProcessId}");
        string loader = Path.Combine(lib, "ld-linux-x86-64.so.2");
        DirectoryInfo home = Directory.CreateTempSubdirectory("imageforge-vulkan-");
        try
        {
            string patch = Path.Combine(Folder.Value!, "bin", "patchelf");
            var patching = new ProcessStartInfo(patch, ["--set-interpreter", loader, "--output", copy, program]);
            (int code, string problem) = await RunAsync(patching, cancellation);
            if (code != 0)
            {
                throw new InvalidOperationException($"patchelf ended with {code}: {problem}");
            }

            var start = new ProcessStartInfo(copy, arguments);
            start.Environment["LD_LIBRARY_PATH"] = lib;
            start.Environment["VK_DRIVER_FILES"] = Path.Combine(Folder.Value!, "lvp_icd.json");
            start.Environment["XDG_RUNTIME_DIR"] = home.FullName;
            return await RunAsync(start, cancellation);
        }
        finally
        {
            File.Delete(copy);
            home.Delete(recursive: true);
        }
    }

    /// <summary>Runs a program as it is, on the machine's own devices.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(
        ProcessStartInfo start,
        CancellationToken cancellation
    )
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        using Process process = Process.Start(start)!;
        try
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(cancellation);
            Task<string> errors = process.StandardError.ReadToEndAsync(cancellation);
            await process.WaitForExitAsync(cancellation);
            return (process.ExitCode, await output + await errors);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private static string? Find()
    {
        for (string? at = AppContext.BaseDirectory; at is not null; at = Path.GetDirectoryName(at))
        {
            string folder = Path.Combine(at, "tools", "lavapipe");
            if (File.Exists(Path.Combine(folder, ".suite")))
            {
                return folder;
            }
        }

        return null;
    }
}
