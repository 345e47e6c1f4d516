using System.Collections.Concurrent;
using System.Security.Cryptography;
using ImageForge.Artifacts.Models;
using ImageForge.Contracts.Plans;
using Xunit;

namespace ImageForge.Artifacts.Tests.Models;

/// <summary>A cache, folders of models, and sources that use them.</summary>
internal sealed class ModelBench : IProgress<ModelProgress>, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("imageforge-models-");

    public ModelBench()
    {
        Environment[ModelVariables.Cache] = Cache;
        Environment["AWS_ACCESS_KEY_ID"] = "key";
        Environment["AWS_SECRET_ACCESS_KEY"] = "secret-of-the-store";
    }

    public Dictionary<string, string> Environment { get; } = [];

    public Dictionary<string, string> Mounts { get; } = [];

    public string Cache => Path.Combine(_folder.FullName, "cache");

    public string Partials => Path.Combine(Cache, "partial");

    public ConcurrentQueue<ModelProgress> Reports { get; } = new();

    public TimeProvider Time { get; set; } = TimeProvider.System;

    public string Scope { get; set; } = "studio";

    public Func<string, long> FreeBytes { get; set; } = _ => long.MaxValue;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>A small model in the layout of diffusers.</summary>
    public static Dictionary<string, byte[]> Model(int seed = 1, int bytes = 300_000) =>
        new()
        {
            ["model_index.json"] = "{}"u8.ToArray(),
            ["tokenizer/merges.txt"] = "#version: 0.2\n"u8.ToArray(),
            ["unet/model.onnx"] = Bytes(seed, 5000),
            ["unet/model.onnx_data"] = Bytes(seed + 1, bytes),
            ["vae_decoder/model.onnx"] = Bytes(seed + 2, 40_000),
        };

    public static byte[] Bytes(int seed, int count)
    {
        var bytes = new byte[count];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    /// <summary>The digest as the plan's documentation words it.</summary>
    public static string Digest(IReadOnlyDictionary<string, byte[]> model) =>
        Sha256([
            .. model
                .OrderBy(f => f.Key, StringComparer.Ordinal)
                .SelectMany(f => System.Text.Encoding.UTF8.GetBytes($"{Sha256(f.Value)}  {f.Key}\n")),
        ]);

    public static string Sha256(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    public string Folder(string name, IReadOnlyDictionary<string, byte[]> model)
    {
        var root = Path.Combine(_folder.FullName, name);
        foreach (var (path, content) in model)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(root, path))!);
            File.WriteAllBytes(Path.Combine(root, path), content);
        }

        return root;
    }

    public static ModelPlan Plan(ModelServer server, string prefix = "sd") =>
        new() { Uri = $"s3://{ModelServer.Bucket}/{prefix}", Endpoint = server.Address };

    public static void Put(ModelServer server, IReadOnlyDictionary<string, byte[]> model, string prefix = "sd")
    {
        foreach (var (path, content) in model)
        {
            server.Put($"{prefix}/{path}", content);
        }
    }

    public ModelSource Source() =>
        new(
            name => Environment.GetValueOrDefault(name),
            place => Mounts.GetValueOrDefault(place),
            Scope,
            Time,
            FreeBytes
        );

    public Task<LocalModel> OpenAsync(ModelPlan plan, CancellationToken? token = null) =>
        Source().OpenAsync(plan, this, token ?? Token);

    /// <summary>Opens it, looks at it and lets it go.</summary>
    public async Task<long> FetchAsync(ModelPlan plan)
    {
        using var model = await OpenAsync(plan);
        return model.Moved;
    }

    public static void AssertHas(IReadOnlyDictionary<string, byte[]> expected, LocalModel model)
    {
        Assert.Equal(
            expected.Keys.Order(StringComparer.Ordinal),
            Directory
                .EnumerateFiles(model.Path, "*", SearchOption.AllDirectories)
                .Select(f => Path.GetRelativePath(model.Path, f))
                .Order(StringComparer.Ordinal)
        );
        Assert.All(expected, f => Assert.Equal(f.Value, File.ReadAllBytes(Path.Combine(model.Path, f.Key))));
        Assert.Equal(Digest(expected), model.Digest);
        Assert.Equal(expected.Sum(f => (long)f.Value.Length), model.Bytes);
    }

    /// <summary>Names of complete models in the cache.</summary>
    public string[] Entries() =>
        Directory.Exists(Path.Combine(Cache, "models"))
            ? [.. Directory.EnumerateDirectories(Path.Combine(Cache, "models")).Select(f => Path.GetFileName(f)!)]
            : [];

    public long PartialBytes() =>
        Directory.Exists(Partials)
            ? new DirectoryInfo(Partials)
                .EnumerateFiles("*", SearchOption.AllDirectories)
                .Where(f => f.Name != "partial.json")
                .Sum(f => f.Length)
            : 0;

    public void Report(ModelProgress value) => Reports.Enqueue(value);

    public void Dispose() => _folder.Delete(recursive: true);
}
