using System.Diagnostics;

namespace ImageForge.Testing.Tools;

/// <summary>Programs that read and write pictures independently of this project, as tests/tools/imaging.sh unpacks them.</summary>
public static class ImagingTools
{
    /// <summary>Why a test is skipped where they are missing.</summary>
    public const string Missing =
        "Pillow, OpenEXR, libvips, ImageMagick and exiftool are missing: run tests/tools/imaging.sh.";

    private static readonly Lazy<string?> Folder = new(Find);

    /// <summary>Whether they are there.</summary>
    public static bool AreThere => Folder.Value is not null;

    /// <summary>Runs Python with Pillow and NumPy; returns what the script writes to its output.</summary>
    public static Task<byte[]> PythonAsync(string script, CancellationToken cancellation, byte[]? input = null) =>
        RunAsync("python3", ["-c", script], cancellation, input);

    /// <summary>Runs a program, which reads the input if there is one, and returns its output.</summary>
    /// <exception cref="InvalidOperationException">It failed; the message has its errors.</exception>
    public static async Task<byte[]> RunAsync(
        string tool,
        IEnumerable<string> arguments,
        CancellationToken cancellation,
        byte[]? input = null
    )
    {
        var start = new ProcessStartInfo(Path.Combine(Folder.Value!, tool), arguments)
        {
            RedirectStandardInput = input is not null,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        using var output = new MemoryStream();
        Task<string> errors = process.StandardError.ReadToEndAsync(cancellation);
        Task reading = process.StandardOutput.BaseStream.CopyToAsync(output, cancellation);
        if (input is not null)
        {
            await process.StandardInput.BaseStream.WriteAsync(input, cancellation);
            process.StandardInput.Close();
        }

        await reading;
        await process.WaitForExitAsync(cancellation);
        return process.ExitCode == 0
            ? output.ToArray()
            : throw new InvalidOperationException($"{tool} ended with {process.ExitCode}: {await errors}");
    }

    private static string? Find()
    {
        for (string? at = AppContext.BaseDirectory; at is not null; at = Path.GetDirectoryName(at))
        {
            string folder = Path.Combine(at, "tools", "imaging");
            if (File.Exists(Path.Combine(folder, ".packages")))
            {
                return Path.Combine(folder, "bin");
            }
        }

        return null;
    }
}
