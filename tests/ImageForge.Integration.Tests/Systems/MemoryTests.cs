using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using ImageForge.Api;
using ImageForge.Api.GenerationJobs;
using ImageForge.Api.Yaml;
using ImageForge.Integration.Tests.Tools;
using ImageForge.Planning;
using ImageForge.Planning.Jobs;
using k8s.Models;
using Xunit;

namespace ImageForge.Integration.Tests.Systems;

/// <summary>A run keeps within the memory limit of its pod.</summary>
public sealed class MemoryTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("imageforge-memory-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("size: {width: 1024, height: 768}", "")]
    [InlineData("size: {width: 2048, height: 2048}\n  variants: 3", "output: {bitDepth: 16, compression: 0}")]
    [InlineData("size: {width: 2048, height: 2048}", "polish: {camera: {angle: dutch, hdrBloom: 80}}")]
    [InlineData(
        "size: {width: 2048, height: 2048}\n  variants: 2",
        "output: {format: EXR, bitDepth: 32, compression: 0}"
    )]
    public async Task A_run_ends_well_and_stays_below_the_limit_of_its_pod(string size, string more)
    {
        var manifest = Path.Combine(_folder.FullName, "job.yaml");
        await File.WriteAllTextAsync(
            manifest,
            $$"""
            apiVersion: imageforge.dev/v1alpha1
            kind: GenerationJob
            metadata: {name: measured, namespace: default, uid: 5a1c2d3e-0000-4000-8000-000000000001}
            spec:
              {{size}}
              compose:
                timeOfDay: night
                signals:
                - {category: weather, tag: rain, score: -0.8}
                - {category: festivals, tag: lanterns, score: 0.9}
                atmosphere: {}
              {{more}}
            """,
            TestContext.Current.CancellationToken
        );
        var limit = Limit(manifest);
        var (exitCode, peak, output) = await RunAsync(manifest, limit);
        await Console.Out.WriteLineAsync($"{size.ReplaceLineEndings(" ")} {more}: {peak >> 20} of {limit >> 20} MiB");
        Assert.True(exitCode == 0, output);
        Assert.True(peak <= limit, $"{peak >> 20} MiB, and the pod may use {limit >> 20}");
    }

    private static long Limit(string manifest)
    {
        var job = YamlReader.Read(File.ReadAllText(manifest)).Single().Value.Deserialize(ApiJson.Of<GenerationJob>())!;
        var plan = JobDecider.Decide(
            new JobObserved { Job = job, Now = DateTimeOffset.UnixEpoch },
            new OperatorDefaults { StoreUri = "s3://b" }
        );
        var child = plan.Children.OfType<ChildAction.Create>().Select(c => c.Object).OfType<V1Job>().Single();
        return child.Spec!.Template.Spec!.Containers[0].Resources!.Limits!["memory"].ToInt64();
    }

    private async Task<(int ExitCode, long Peak, string Output)> RunAsync(string manifest, long limit)
    {
        var start = new ProcessStartInfo(
            Repository.Program("imageforge"),
            ["run", "-f", manifest, "--out", Path.Combine(_folder.FullName, "out")]
        )
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // What .NET takes of a container's limit.
        start.Environment["DOTNET_GCHeapHardLimit"] = (limit / 4 * 3).ToString("x", CultureInfo.InvariantCulture);
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        var ended = process.WaitForExitAsync(TestContext.Current.CancellationToken);
        var begun = TimeProvider.System.GetTimestamp();
        long peak = 0;
        while (!ended.IsCompleted)
        {
            Assert.True(TimeProvider.System.GetElapsedTime(begun) < Patience, "the run did not end");
            peak = Math.Max(peak, Peak(process.Id));
            await Task.WhenAny(ended, Task.Delay(5));
        }

        await ended;
        return (process.ExitCode, peak, await output + await error);
    }

    /// <summary>The most that a process has had in memory until now; 0 once it has ended.</summary>
    private static long Peak(int id)
    {
        try
        {
            var line = File.ReadLines($"/proc/{id}/status")
                .FirstOrDefault(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null
                ? 0
                : long.Parse(
                    line.Split(' ', '\t', StringSplitOptions.RemoveEmptyEntries)[1],
                    CultureInfo.InvariantCulture
                ) * 1024;
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
