using ImageForge.Artifacts.Errors;
using ImageForge.Artifacts.Models;
using ImageForge.Artifacts.Models.Caching;
using ImageForge.Artifacts.S3;
using ImageForge.Contracts.Plans;
using ImageForge.Testing.Time;
using Xunit;

namespace ImageForge.Artifacts.Tests.Models;

/// <summary>Several runners with one cache, and what it does when it is full.</summary>
public sealed class SharedCacheTests : IDisposable
{
    private readonly ModelServer server = new();
    private readonly ModelBench bench = new();
    private readonly FakeTimeProvider clock = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static long Size => ModelBench.Model().Sum(f => (long)f.Value.Length);

    [Fact]
    public async Task Of_many_at_once_one_downloads_and_the_others_say_that_they_wait()
    {
        ModelBench.Put(server, ModelBench.Model());
        server.Midway = async _ =>
        {
            while (!bench.Reports.Any(r => r is { Step: ModelStep.Waiting, Done: > 0 }))
            {
                await Task.Delay(5, Token);
            }
        };
        var models = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => bench.OpenAsync(ModelBench.Plan(server))));
        Assert.All(models, m => ModelBench.AssertHas(ModelBench.Model(), m));
        Assert.Equal(Size, server.Sent);
        Assert.Equal(Size, Assert.Single(models, m => m.Moved > 0).Moved);
        Assert.Contains(
            bench.Reports,
            r => r.Message.StartsWith("Waiting for another runner that downloads the model: ", StringComparison.Ordinal)
        );
        Array.ForEach(models, m => m.Dispose());
    }

    [Fact]
    public async Task One_who_waits_downloads_when_the_one_who_did_is_stopped()
    {
        ModelBench.Put(server, ModelBench.Model());
        using var stop = new CancellationTokenSource();
        server.Midway = async _ =>
        {
            while (!bench.Reports.Any(r => r is { Step: ModelStep.Waiting, Done: > 0 }))
            {
                await Task.Delay(5, Token);
            }

            await stop.CancelAsync();
        };
        var first = bench.OpenAsync(ModelBench.Plan(server), stop.Token);
        while (server.Gets.IsEmpty)
        {
            await Task.Delay(5, Token);
        }

        using var second = await bench.OpenAsync(ModelBench.Plan(server));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        ModelBench.AssertHas(ModelBench.Model(), second);
        Assert.InRange(second.Moved, 1, Size - 1);
    }

    [Fact]
    public async Task Waiting_ends_at_once_when_it_is_stopped()
    {
        ModelBench.Put(server, ModelBench.Model());
        using var stop = new CancellationTokenSource();
        server.Midway = _ => Task.Delay(Timeout.Infinite, stop.Token);
        using var never = new CancellationTokenSource();
        var first = bench.OpenAsync(ModelBench.Plan(server), stop.Token);
        while (server.Gets.IsEmpty)
        {
            await Task.Delay(5, Token);
        }

        var second = bench.OpenAsync(ModelBench.Plan(server), never.Token);
        while (!bench.Reports.Any(r => r.Step == ModelStep.Waiting))
        {
            await Task.Delay(5, Token);
        }

        await never.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second.WaitAsync(TimeSpan.FromSeconds(2), Token));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
    }

    [Fact]
    public async Task Room_is_made_by_removing_what_was_used_least_recently()
    {
        Limit(3);
        await FetchAsync("a", "b", "c", "a", "d");
        Assert.Equal(["a", "c", "d"], await PresentAsync());
    }

    [Fact]
    public async Task What_is_in_use_is_not_removed()
    {
        Limit(2);
        Put("a", "b", "c");
        using (await bench.OpenAsync(ModelBench.Plan(server, "a")))
        {
            await FetchAsync("b", "c");
            Assert.Equal(["a", "c"], await PresentAsync());
            using var c = await bench.OpenAsync(ModelBench.Plan(server, "c"));
            var e = await Assert.ThrowsAsync<ModelUnavailableException>(() => FetchAsync("b"));
            Assert.Contains("s3://models/b", e.Message, StringComparison.Ordinal);
            Assert.Contains(ModelVariables.CacheBytes, e.Message, StringComparison.Ordinal);
            Assert.Contains("345.0 kB", e.Message, StringComparison.Ordinal);
            Assert.Contains("690.0 kB are in use", e.Message, StringComparison.Ordinal);
        }

        await FetchAsync("b");
        Assert.Contains("b", await PresentAsync());
    }

    [Fact]
    public async Task An_older_listing_of_the_same_address_goes_first()
    {
        Limit(2);
        await FetchAsync("a", "b");
        clock.Advance(TimeSpan.FromMinutes(1));
        ModelBench.Put(server, ModelBench.Model(seed: 90), "b");
        await bench.FetchAsync(ModelBench.Plan(server, "b"));
        Assert.Equal(0, await bench.FetchAsync(ModelBench.Plan(server, "a")));
    }

    [Fact]
    public async Task A_model_larger_than_the_cache_is_refused_with_both_numbers()
    {
        bench.Environment[ModelVariables.CacheBytes] = "200000";
        Put("a");
        var e = await Assert.ThrowsAsync<ModelUnusableException>(() => FetchAsync("a"));
        Assert.Contains("345.0 kB", e.Message, StringComparison.Ordinal);
        Assert.Contains("200.0 kB", e.Message, StringComparison.Ordinal);
        Assert.Equal(0, server.Sent);
    }

    [Theory]
    [InlineData("many")]
    [InlineData("-1")]
    [InlineData("0")]
    public async Task A_limit_that_is_no_number_is_named(string limit)
    {
        bench.Environment[ModelVariables.CacheBytes] = limit;
        Put("a");
        var e = await Assert.ThrowsAsync<ModelUnusableException>(() => FetchAsync("a"));
        Assert.Contains($"'{limit}'", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_full_disk_is_emptied_of_what_nobody_uses_and_then_is_an_error_with_numbers()
    {
        var disk = Size * 5 / 2;
        bench.FreeBytes = _ => disk - Used();
        await FetchAsync("a", "b", "c");
        Assert.Equal(["b", "c"], await PresentAsync());
        using var b = await bench.OpenAsync(ModelBench.Plan(server, "b"));
        using var c = await bench.OpenAsync(ModelBench.Plan(server, "c"));
        var e = await Assert.ThrowsAsync<ModelUnavailableException>(() => FetchAsync("a"));
        Assert.Contains("needs 345.0 kB", e.Message, StringComparison.Ordinal);
        Assert.Contains("172.5 kB free", e.Message, StringComparison.Ordinal);
        Assert.Contains(bench.Cache, e.Message, StringComparison.Ordinal);

        long Used() =>
            new DirectoryInfo(bench.Cache)
                .EnumerateFiles("*", SearchOption.AllDirectories)
                .Where(f => f.FullName.Contains("/files/", StringComparison.Ordinal))
                .Sum(f => f.Length);
    }

    [Fact]
    public async Task Room_is_left_for_what_another_is_downloading()
    {
        Limit(2);
        Put("a", "b", "c");
        bench.Time = TimeProvider.System;
        var half = new TaskCompletionSource();
        server.Midway = key => key.StartsWith("a/", StringComparison.Ordinal) ? half.Task : Task.CompletedTask;
        var slow = bench.OpenAsync(ModelBench.Plan(server, "a"));
        while (server.Gets.IsEmpty)
        {
            await Task.Delay(5, Token);
        }

        await bench.FetchAsync(ModelBench.Plan(server, "b"));
        await bench.FetchAsync(ModelBench.Plan(server, "c"));
        Assert.Single(bench.Entries());
        half.SetResult();
        using var a = await slow;
        ModelBench.AssertHas(Variant("a"), a);
        Assert.Equal(2, bench.Entries().Length);
    }

    [Fact]
    public async Task What_killed_runners_left_is_removed_when_room_is_needed()
    {
        Limit(2);
        Put("a", "b", "c");
        using var stop = new CancellationTokenSource();
        server.Midway = async _ =>
        {
            while (bench.PartialBytes() == 0)
            {
                await Task.Delay(5, Token);
            }

            await stop.CancelAsync();
        };
        bench.Time = clock;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            bench.OpenAsync(ModelBench.Plan(server, "a"), stop.Token)
        );
        Assert.NotEqual(0, bench.PartialBytes());
        Directory.CreateDirectory(Path.Combine(bench.Cache, "trash/left/files"));
        server.Midway = _ => Task.CompletedTask;
        await FetchAsync("b", "c");
        Assert.Equal(0, bench.PartialBytes());
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(bench.Cache, "trash")));
        Assert.Equal(["b", "c"], await PresentAsync());
    }

    [Theory]
    [InlineData("http://minio:9000", false)]
    [InlineData("http://minio.studio:9000", true)]
    [InlineData("https://10.1.2.3", true)]
    [InlineData(null, true)]
    public void A_server_without_a_dot_in_its_name_is_another_one_in_another_namespace(string? endpoint, bool same)
    {
        var location = S3Location.Parse(new() { Uri = "s3://models/sd", Endpoint = endpoint }, new("s3://models/sd"));
        Assert.Equal(same, RemoteListing.AddressOf(location, "ours") == RemoteListing.AddressOf(location, "theirs"));
    }

    [Fact]
    public async Task A_cache_that_cannot_be_written_is_named()
    {
        Put("a");
        var file = Path.Combine(bench.Folder("x", new Dictionary<string, byte[]> { ["file"] = [1] }), "file");
        bench.Environment[ModelVariables.Cache] = file;
        var e = await Assert.ThrowsAsync<ModelUnavailableException>(() => FetchAsync("a"));
        Assert.Contains(file, e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HOME", ".cache/imageforge/models/")]
    [InlineData("XDG_CACHE_HOME", "imageforge/models/")]
    [InlineData("TMPDIR", "imageforge-models/")]
    public async Task Without_a_folder_that_is_named_the_cache_is_the_users_own(string variable, string below)
    {
        Put("a");
        bench.Environment.Remove(ModelVariables.Cache);
        bench.Environment[variable] = bench.Folder("user", new Dictionary<string, byte[]>());
        using var model = await bench.OpenAsync(ModelBench.Plan(server, "a"));
        Assert.StartsWith($"{bench.Environment[variable]}/{below}", model.Path, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        server.Dispose();
        bench.Dispose();
    }

    private static Dictionary<string, byte[]> Variant(string name) => ModelBench.Model(seed: name[0]);

    private void Put(params string[] names)
    {
        foreach (var name in names)
        {
            ModelBench.Put(server, Variant(name), name);
        }
    }

    private void Limit(int models) => bench.Environment[ModelVariables.CacheBytes] = $"{Size * models + 1000}";

    /// <summary>Uses models one after another, a minute apart.</summary>
    private async Task FetchAsync(params string[] names)
    {
        Put(names);
        bench.Time = clock;
        foreach (var name in names)
        {
            clock.Advance(TimeSpan.FromMinutes(1));
            await bench.FetchAsync(ModelBench.Plan(server, name));
        }
    }

    /// <summary>Names of the models whose bytes are in the cache.</summary>
    private async Task<string[]> PresentAsync()
    {
        var names = new List<string>();
        foreach (var entry in bench.Entries())
        {
            var text = await File.ReadAllTextAsync(Path.Combine(bench.Cache, "models", entry, "entry.json"), Token);
            names.Add(text.Split("s3://models/")[1][..1]);
        }

        return [.. names.Order(StringComparer.Ordinal)];
    }
}
