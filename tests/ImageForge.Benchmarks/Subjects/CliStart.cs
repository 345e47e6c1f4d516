using System.Diagnostics;
using ImageForge.Benchmarks.Measuring;
using ImageForge.Benchmarks.Processes;

namespace ImageForge.Benchmarks.Subjects;

/// <summary>How long `imageforge run` takes, from the start of its process to its end.</summary>
internal static class CliStart
{
    private const int Warmups = 1;
    private const int Runs = 9;
    private const int Refused = 2;

    public static async Task<IReadOnlyList<Measurement>> MeasureAsync()
    {
        var refused = new List<double>();
        var thumbnail = new List<double>();
        for (var i = 0; i < Warmups + Runs; i++)
        {
            refused.Add(await RunAsync(Manifest(variants: -1), Refused));
            thumbnail.Add(await RunAsync(Manifest(variants: 1), 0));
        }

        return
        [
            new("imageforge run: manifest that is refused", Unit.Milliseconds, refused[Warmups..], 300),
            new("imageforge run: one image of 256×256", Unit.Milliseconds, thumbnail[Warmups..], 600),
        ];
    }

    private static async Task<double> RunAsync(string manifest, int expected)
    {
        var folder = Directory.CreateTempSubdirectory("imageforge-bench-");
        try
        {
            var info = new ProcessStartInfo(
                Programs.Find("imageforge"),
                ["run", "-f", "-", "-o", Path.Combine(folder.FullName, "out")]
            )
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            var start = Stopwatch.GetTimestamp();
            using var process = Process.Start(info)!;
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            await process.StandardInput.WriteAsync(manifest);
            process.StandardInput.Close();
            await process.WaitForExitAsync();
            var elapsed = Stopwatch.GetElapsedTime(start);
            return process.ExitCode == expected
                ? elapsed.TotalMilliseconds
                : throw new BenchmarkException(
                    $"`imageforge run` ended with {process.ExitCode}: {await output}{await errors}"
                );
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Manifest(int variants) =>
        $$"""
            apiVersion: imageforge.dev/v1alpha1
            kind: GenerationJob
            metadata: {name: thumbnail}
            spec:
              prompt: {text: a night market}
              seed: 1
              variants: {{variants}}
              size: {width: 256, height: 256}
              compose: {signals: [{category: weather, tag: rain, score: -0.8}]}
            """;
}
