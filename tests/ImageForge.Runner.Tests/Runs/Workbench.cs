using System.Security.Cryptography;
using ImageForge.Artifacts;
using ImageForge.Contracts.Plans;
using ImageForge.Contracts.Results;
using Xunit;

namespace ImageForge.Runner.Tests.Runs;

/// <summary>A folder as a store, and runs in it.</summary>
internal sealed class Workbench : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("imageforge-run-");
    private int _attempts;

    /// <summary>The variables that runs see.</summary>
    public Dictionary<string, string> Environment { get; } = [];

    public string Root => Path.Combine(_folder.FullName, "store");

    public StorePlan Store => new() { Uri = "file://" + Root };

    public static ComposePlan Scene => Work.Compose!;

    public static GenerateWork Work =>
        new()
        {
            Width = 96,
            Height = 64,
            Seed = 7,
            Variants = 2,
            Output = new() { Format = ImageFormat.Png },
            Compose = new()
            {
                Signals =
                [
                    new()
                    {
                        Category = "transportation",
                        Tag = "tram",
                        Score = 0.7,
                        Zone = "street",
                    },
                ],
                Overlays =
                [
                    new()
                    {
                        Category = "weather",
                        Tag = "rain",
                        Intensity = 0.8,
                    },
                ],
            },
        };

    public RunPlan Plan(WorkPlan? work = null, string uid = "uid-1")
    {
        work ??= Work;
        var count = work is GenerateWork generate ? generate.Variants : 1;
        return RunPlan.Create(
            work,
            new()
            {
                Namespace = "studio",
                Job = "night-market",
                Uid = uid,
                Store = Store,
                Keys = [.. Enumerable.Range(0, count).Select(i => $"studio/night-market/{i}.png")],
                ManifestKey = "studio/night-market/manifest.json",
                PartialPrefix = $".imageforge/runs/{uid}/",
            }
        );
    }

    public Task<RunOutcome> RunAsync(RunPlan plan, Recorder recorder, CancellationToken cancellationToken) =>
        RunAsync(plan, recorder, store => store, cancellationToken);

    public Task<RunOutcome> RunAsync(
        RunPlan plan,
        Recorder recorder,
        Func<IArtifactStore, IArtifactStore> wrap,
        CancellationToken cancellationToken
    )
    {
        var options = new RunOptions
        {
            Attempt = $"attempt-{Interlocked.Increment(ref _attempts)}",
            Logger = recorder,
            Progress = recorder,
            Environment = name => Environment.GetValueOrDefault(name),
        };
        var executor = new RunExecutor((store, env) => wrap(ArtifactStores.Open(store, env)));
        return executor.ExecuteAsync(plan, options, cancellationToken);
    }

    public string FileOf(string key) => Path.Combine(Root, key);

    public void Put(string key, byte[] content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(FileOf(key))!);
        File.WriteAllBytes(FileOf(key), content);
    }

    /// <summary>Every file by its key with the digest of its bytes.</summary>
    public SortedDictionary<string, string> Files() =>
        new(
            Directory
                .EnumerateFiles(Root, "*", SearchOption.AllDirectories)
                .ToDictionary(f => Path.GetRelativePath(Root, f), f => Digest(File.ReadAllBytes(f))),
            StringComparer.Ordinal
        );

    /// <summary>Whether a manifest lies there; whatever it names must lie at its keys.</summary>
    public bool IsPublished(RunPlan plan)
    {
        if (!File.Exists(FileOf(plan.Delivery.ManifestKey)))
        {
            return false;
        }

        var manifest = Manifest.TryParse(File.ReadAllBytes(FileOf(plan.Delivery.ManifestKey)))!;
        Assert.All(manifest.Artifacts, a => Assert.Equal(a.Sha256, Digest(File.ReadAllBytes(FileOf(a.Key)))));
        return manifest.PlanHash == plan.PlanHash;
    }

    public static string Digest(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    public void Dispose() => _folder.Delete(recursive: true);
}
