using System.Diagnostics;
using System.Globalization;

namespace ImageForge.Benchmarks.Processes;

/// <summary>libvips and Pillow writing and reading one picture: tests/tools/codec-reference.py.</summary>
/// <param name="Program">Which of them.</param>
/// <param name="Operation">Such as <c>write PNG</c>.</param>
/// <param name="Bytes">Size of the file.</param>
/// <param name="Samples">Milliseconds of each run.</param>
internal sealed record CodecReference(string Program, string Operation, long Bytes, IReadOnlyList<double> Samples)
{
    /// <summary>All that are there; what is missing is said on the error output.</summary>
    public static async Task<IReadOnlyList<CodecReference>> TimeAsync(string raw, int width, int height, int runs)
    {
        var unpacked = Path.Combine(Programs.Root, "build", "tools", "imaging", "bin", "python3");
        var info = new ProcessStartInfo(
            File.Exists(unpacked) ? unpacked : "python3",
            [
                Path.Combine(Programs.Root, "tests", "tools", "codec-reference.py"),
                raw,
                $"{width}",
                $"{height}",
                $"{runs}",
            ]
        )
        {
            RedirectStandardOutput = true,
        };
        List<CodecReference> all = [];
        using var process = Process.Start(info)!;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.Split('\t') is [var program, var operation, var bytes, var samples])
            {
                all.Add(
                    new(
                        program,
                        operation,
                        long.Parse(bytes, CultureInfo.InvariantCulture),
                        [.. samples.Split(' ').Select(s => double.Parse(s, CultureInfo.InvariantCulture))]
                    )
                );
            }
        }

        await process.WaitForExitAsync();
        return all;
    }
}
