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
    private readonly ModelServer _server = new();
    private readonly ModelBench _bench = new();
    private readonly FakeTimeProvider _clock = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static long Size => ModelBench.Model().Sum(f => (long)f.Value.Length);

    [Fact]
    public async Task Of_many_at_once_one_downloads_and_the_others_say_that_they_wait()
    {
        ModelBench.Put(_server, ModelBench.Model());
        _server.Midway = async _ =>
        {
            while (!_bench.Reports.Any(r => r is { Step: ModelStep.Waiting, Done: > 0 }))
            {
                await Task.Delay(5, Token);
            }
        };
        var models = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _bench.OpenAsync(ModelBench.Plan(_server))));
        Assert.All(models, m => ModelBench.AssertHas(ModelBench.Model(), m));
        Assert.Equal(Size, _server.Sent);
        Assert.Equal(Size, Assert.Single(models, m => m.Moved > 0).Moved);
        Assert.Contains(
            _bench.Reports,
            r => r.Message.StartsWith("Waiting for another runner that downloads the model: ", StringComparison.Ordinal)
        );
        Array.ForEach(models, m => m.Dispose());
    }

    [Fact]
    public async Task One_who_waits_downloads_when_the_one_who_did_is_stopped()
    {
        ModelBench.Put(_server, ModelBench.Model());
        using var stop = new CancellationTokenSource();
        _server.Midway = async _ =>
        {
            while (!_bench.Reports.Any(r => r is { Step: ModelStep.Waiting, Done: > 0 }))
            {
                await Task.Delay(5, Token);
            }

            await stop.CancelAsync();
        };
        var first = _bench.OpenAsync(ModelBench.Plan(_server), stop.Token);
        while (_server.Gets.IsEmpty)
        {
            await Task.Delay(5, Token);
        }

        using var second = await _bench.OpenAsync(ModelBench.Plan(_server));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        ModelBench.AssertHas(ModelBench.Model(), second);
        Assert.InRange(second.Moved, 1, Size - 1);
    }

    [Fact]
    public async Task Waiting_ends_at_once_when_it_is_stopped()
    {
        ModelBench.Put(_server, ModelBench.Model());
        using var stop = new CancellationTokenSource();
        _server.Midway = _ => Task.Delay(Timeout.Infinite, stop.Token);
        using var never = new CancellationTokenSource();
        var first = _bench.OpenAsync(ModelBench.Plan(_server), stop.Token);
        while (_server.Gets.IsEmpty)
        {
            await Task.Delay(5, Token);
        }

        var second = _bench.OpenAsync(ModelBench.Plan(_server), never.Token);
        while (!_bench.Reports.Any(r => r.Step == ModelStep.Waiting))
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
        using (await _bench.OpenAsync(ModelBench.Plan(_server, "a")))
        {
            await FetchAsync("b", "c");
            Assert.Equal(["a", "c"], await PresentAsync());
            using var c = await _bench.OpenAsync(ModelBench.Plan(_server, "c"));
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
        _clock.Advance(TimeSpan.FromMinutes(1));
        ModelBench.Put(_server, ModelBench.Model(seed: 90), "b");
        await _bench.FetchAsync(ModelBench.Plan(_server, "b"));
        Assert.Equal(0, await _bench.FetchAsync(ModelBench.Plan(_server, "a")));
    }

    [Fact]
    public async Task A_model_larger_than_the_cache_is_refused_with_both_numbers()
    {
        _bench.Environment[ModelVariables.CacheBytes] = "200000";
        Put("a");
        var e = await Assert.ThrowsAsync<ModelUnusableException>(() => FetchAsync("a"));
        Assert.Contains("345.0 kB", e.Message, StringComparison.Ordinal);
        Assert.Contains("200.0 kB", e.Message, StringComparison.Ordinal);
        Assert.Equal(0, _server.Sent);
    }

    [Theory]
    [InlineData("many")]
    [InlineData("-1")]
    [InlineData("0")]
    public async Task A_limit_that_is_no_number_is_named(string limit)
    {
        _bench.Environment[ModelVariables.CacheBytes] = limit;
        Put("a");
        var e = await Assert.ThrowsAsync<ModelUnusableException>(() => FetchAsync("a"));
        Assert.Contains($"'{limit}'", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_full_disk_is_emptied_of_what_nobody_uses_and_then_is_an_error_with_numbers()
    {
        var disk = Size * 5 / 2;
        _bench.FreeBytes = _ => disk - Used();
        await FetchAsync("a", "b", "c");
        Assert.Equal(["b", "c"], await PresentAsync());
        using var b = await _bench.OpenAsync(ModelBench.Plan(_server, "b"));
        using var c = await _bench.OpenAsync(ModelBench.Plan(_server, "c"));
        var e = await Assert.ThrowsAsync<ModelUnavailableException>(() => FetchAsync("a"));
        Assert.Contains("needs 345.0 kB", e.Message, StringComparison.Ordinal);
        Assert.Contains("172.5 kB free", e.Message, StringComparison.Ordinal);
        Assert.Contains(_bench.Cache, e.Message, StringComparison.Ordinal);

        long Used() =>
            new DirectoryInfo(_bench.Cache)
                .EnumerateFiles("*", SearchOption.AllDirectories)
                .Where(f => f.FullName.Contains("/files/", StringComparison.Ordinal))
                .Sum(f => f.Length);
    }

    [Fact]
    public async Task Room_is_left_for_what_another_is_downloading()
    {
        Limit(2);
        Put("a", "b", "c");
        _bench.Time = TimeProvider.System;
        var half = new TaskCompletionSource();
        _server.Midway = key => key.StartsWith("a/", StringComparison.Ordinal) ? half.Task : Task.CompletedTask;
        var slow = _bench.OpenAsync(ModelBench.Plan(_server, "a"));
        while (_server.Gets.IsEmpty)
        {
            await Task.Delay(5, Token);
        }

        await _bench.FetchAsync(ModelBench.Plan(_server, "b"));
        await _bench.FetchAsync(ModelBench.Plan(_server, "c"));
        Assert.Single(_bench.Entries());
        half.SetResult();
        using var a = await slow;
        ModelBench.AssertHas(Variant("a"), a);
        Assert.Equal(2, _bench.Entries().Length);
    }

    [Fact]
    public async Task What_killed_runners_left_is_removed_when_room_is_needed()
    {
        Limit(2);
        Put("a", "b", "c");
        using var stop = new CancellationTokenSource();
        _server.Midway = async _ =>
        {
            while (_bench.PartialBytes() == 0)
            {
                await Task.Delay(5, Token);
            }

            await stop.CancelAsync();
        };
        _bench.Time = _clock;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            _bench.OpenAsync(ModelBench.Plan(_server, "a"), stop.Token)
        );
        Assert.NotEqual(0, _bench.PartialBytes());
        Directory.CreateDirectory(Path.Combine(_bench.Cache, "trash/left/files"));
        _server.Midway = _ => Task.CompletedTask;
        await FetchAsync("b", "c");
        Assert.Equal(0, _bench.PartialBytes());
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(_bench.Cache, "trash")));
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
        var file = Path.Combine(_bench.Folder("x", new Dictionary<string, byte[]> { ["file"] = [1] }), "file");
        _bench.Environment[ModelVariables.Cache] = file;
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
        _bench.Environment.Remove(ModelVariables.Cache);
        _bench.Environment[variable] = _bench.Folder("user", new Dictionary<string, byte[]>());
        using var model = await _bench.OpenAsync(ModelBench.Plan(_server, "a"));
        Assert.StartsWith($"{_bench.Environment[variable]}/{below}", model.Path, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _server.Dispose();
        _bench.Dispose();
    }

    private static Dictionary<string, byte[]> Variant(string name) => ModelBench.Model(seed: name[0]);

    private void Put(params string[] names)
    {
        foreach (var name in names)
        {
            ModelBench.Put(_server, Variant(name), name);
        }
    }

    private void Limit(int models) => _bench.Environment[ModelVariables.CacheBytes] = $"{Size * models + 1000}";

    /// <summary>Uses models one after another, a minute apart.</summary>
    private async Task FetchAsync(params string[] names)
    {
        Put(names);
        _bench.Time = _clock;
        foreach (var name in names)
        {
            _clock.Advance(TimeSpan.FromMinutes(1));
            await _bench.FetchAsync(ModelBench.Plan(_server, name));
        }
    }

    /// <summary>Names of the models whose bytes are in the cache.</summary>
    private async Task<string[]> PresentAsync()
    {
        var names = new List<string>();
        foreach (var entry in _bench.Entries())
        {
            var text = await File.ReadAllTextAsync(Path.Combine(_bench.Cache, "models", entry, "entry.json"), Token);
            names.Add(text.Split("s3://models/")[1][..1]);
        }

        return [.. names.Order(StringComparer.Ordinal)];
    }
}
