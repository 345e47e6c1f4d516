using System.Text.Json;
using System.Text.Json.Nodes;
using ImageForge.Benchmarks.Measuring;
using ImageForge.Benchmarks.Processes;
using ImageForge.Contracts;
using ImageForge.Contracts.Plans;

namespace ImageForge.Benchmarks.Subjects;

/// <summary>How long the runner takes from the start of its process to its first stage, by its own log and as its parent sees it.</summary>
internal static class RunnerStart
{
    private const int Warmups = 1;
    private const int Runs = 15;
    private const double Bound = 250;

    public static async Task<IReadOnlyList<Measurement>> MeasureAsync()
    {
        var own = new List<double>();
        var seen = new List<double>();
        for (var i = 0; i < Warmups + Runs; i++)
        {
            var line = await FirstStageAsync();
            own.Add(JsonNode.Parse(line.Text)!["milliseconds"]!.GetValue<long>());
            seen.Add(line.Elapsed.TotalMilliseconds);
        }

        return
        [
            new("runner: process start to first stage, as it logs", Unit.Milliseconds, own[Warmups..], Bound),
            new("runner: process start to first stage, as seen", Unit.Milliseconds, seen[Warmups..], Bound),
        ];
    }

    private static async Task<OutputLine> FirstStageAsync()
    {
        var folder = Directory.CreateTempSubdirectory("imageforge-bench-");
        try
        {
            var file = Path.Combine(folder.FullName, "plan.json");
            await using (var stream = File.Create(file))
            {
                await JsonSerializer.SerializeAsync(stream, Plan(folder.FullName), ContractsJson.Of<RunPlan>());
            }

            await using var runner = RunningProgram.Start(
                "runner",
                ["--plan", file],
                ("IMAGEFORGE_PROGRESS_PORT", "0"),
                ("IMAGEFORGE_TERMINATION_LOG", Path.Combine(folder.FullName, "termination-log"))
            );
            var line = await runner.LineAsync("\"FirstStage\"");
            await runner.EndAsync();
            return line;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static RunPlan Plan(string folder) =>
        RunPlan.Create(
            new GenerateWork
            {
                Width = 128,
                Height = 96,
                Seed = 1,
                Variants = 1,
                Output = new() { Format = ImageFormat.Png },
                Compose = new(),
            },
            new()
            {
                Namespace = "default",
                Job = "start",
                Uid = "start",
                Store = new() { Uri = new Uri(Path.Combine(folder, "store")).AbsoluteUri },
                Keys = ["default/start/0.png"],
                ManifestKey = "default/start/manifest.json",
                PartialPrefix = ".imageforge/runs/start/",
            }
        );
}
