using System.Diagnostics;
using System.Globalization;
using ImageForge.Benchmarks.Measuring;

namespace ImageForge.Benchmarks.Processes;

/// <summary>libvips, Pillow and ImageMagick doing what the compositor does: tests/tools/imaging-reference.py.</summary>
internal static class ReferencePrograms
{
    /// <summary>
    /// Milliseconds of each run by the program's name; one that is not there is said so on the error output and left
    /// out.
    /// </summary>
    public static async Task<IReadOnlyDictionary<string, IReadOnlyList<double>>> TimeAsync(
        string subject,
        int width,
        int height,
        int runs
    )
    {
        var unpacked = Path.Combine(Programs.Root, "build", "tools", "imaging", "bin", "python3");
        var info = new ProcessStartInfo(
            File.Exists(unpacked) ? unpacked : "python3",
            [
                Path.Combine(Programs.Root, "tests", "tools", "imaging-reference.py"),
                subject,
                $"{width}",
                $"{height}",
                $"{runs}",
            ]
        )
        {
            RedirectStandardOutput = true,
        };
        var times = new Dictionary<string, IReadOnlyList<double>>();
        try
        {
            using var process = Process.Start(info)!;
            while (await process.StandardOutput.ReadLineAsync() is { } line)
            {
                var tab = line.IndexOf('\t', StringComparison.Ordinal);
                var (name, rest) = (line[..tab], line[(tab + 1)..]);
                if (rest.StartsWith("absent", StringComparison.Ordinal))
                {
                    await Console.Error.WriteLineAsync(
                        $"bench: {subject} is not compared with {name}, which is {rest}"
                    );
                    continue;
                }

                times[name] = [.. rest.Split(' ').Select(t => double.Parse(t, CultureInfo.InvariantCulture))];
            }

            await process.WaitForExitAsync();
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            await Console.Error.WriteLineAsync($"bench: {subject} is compared with nothing: python3: {e.Message}");
        }

        return times;
    }

    /// <summary>The rows of a comparison: each program's time, and ours as a share of it.</summary>
    public static IEnumerable<Measurement> Compare(
        string subject,
        Measurement ours,
        IReadOnlyDictionary<string, IReadOnlyList<double>> theirs,
        Func<string, double> bound
    ) =>
        theirs.SelectMany(program =>
        {
            var time = new Measurement(
                $"{subject}: {program.Key}",
                Unit.Milliseconds,
                program.Value,
                double.PositiveInfinity
            );
            return (Measurement[])
                [
                    time,
                    new($"{ours.Name} / {program.Key}", Unit.Ratio, [ours.Median / time.Median], bound(program.Key)),
                ];
        });
}
