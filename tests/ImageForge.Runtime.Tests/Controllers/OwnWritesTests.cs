using ImageForge.Kube;
using ImageForge.Runtime.Controllers;
using ImageForge.Runtime.Informers;
using ImageForge.Testing.Time;
using Xunit;

namespace ImageForge.Runtime.Tests.Controllers;

/// <summary>How long an object is held back after a write.</summary>
public sealed class OwnWritesTests
{
    private static readonly ObjectKey Reconciled = new("studio", "job");

    private readonly FakeTimeProvider _time = new();
    private readonly Cache _cache = new();

    [Fact]
    public void Held_back_until_the_cache_shows_the_write()
    {
        var writes = new OwnWrites(_time);
        writes.Add(Reconciled, _cache, Samples.ConfigMap("child", 7));
        Assert.True(writes.ArePending(Reconciled));
        Assert.False(writes.ArePending(new ObjectKey("studio", "other")));
        _cache.Version = 7;
        Assert.False(writes.ArePending(Reconciled));
    }

    [Fact]
    public void A_write_that_the_cache_has_already_shown_holds_nothing_back()
    {
        var writes = new OwnWrites(_time);
        _cache.Version = 8;
        writes.Add(Reconciled, _cache, Samples.ConfigMap("child", 7));
        Assert.False(writes.ArePending(Reconciled));
    }

    [Fact]
    public void All_writes_must_be_shown()
    {
        var writes = new OwnWrites(_time);
        writes.Add(Reconciled, _cache, Samples.ConfigMap("one", 7));
        writes.Add(Reconciled, _cache, Samples.ConfigMap("two", 9));
        _cache.Version = 8;
        Assert.True(writes.ArePending(Reconciled));
        _cache.Version = 9;
        Assert.False(writes.ArePending(Reconciled));
    }

    [Fact]
    public void Held_back_no_longer_than_the_bound()
    {
        var writes = new OwnWrites(_time, TimeSpan.FromSeconds(5));
        writes.Add(Reconciled, _cache, Samples.ConfigMap("child", 7));
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.False(writes.ArePending(Reconciled));
    }

    private sealed class Cache : IInformer
    {
        public int Version { get; set; }

        public string Name => "configmaps";

        public Task Synced => Task.CompletedTask;

        public string? Problem => null;

        public Task RunAsync(CancellationToken cancellation) => Task.CompletedTask;

        public bool HasReached(ObjectKey key, string resourceVersion) =>
            Version >= int.Parse(resourceVersion, System.Globalization.CultureInfo.InvariantCulture);
    }
}
