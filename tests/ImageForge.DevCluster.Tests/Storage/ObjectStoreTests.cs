using System.Text.Json.Nodes;
using ImageForge.DevCluster.Storage;
using Xunit;

namespace ImageForge.DevCluster.Tests.Storage;

public sealed class ObjectStoreTests
{
    private static readonly ResourceId Jobs = new("batch", "jobs");
    private readonly ObjectStore _store = new(TimeProvider.System);

    [Fact]
    public void Create_fills_what_the_server_owns()
    {
        var job = _store.Create(Jobs, Job("a"));
        Assert.NotEmpty(job.Uid());
        Assert.Equal(1, job.Generation());
        Assert.Equal(101, job.ResourceVersion());
        Assert.NotNull(job["metadata"]!["creationTimestamp"]);
        Assert.Equal("AlreadyExists", Assert.Throws<ApiError>(() => _store.Create(Jobs, Job("a"))).Reason);
    }

    [Fact]
    public void Only_a_change_of_the_desired_state_counts_the_generation()
    {
        _store.Create(Jobs, Job("a"));
        Assert.Equal(1, Change(o => o["status"] = new JsonObject { ["active"] = 1 }).Generation());
        Assert.Equal(2, Change(o => o["spec"] = new JsonObject { ["suspend"] = true }).Generation());
        var version = _store.Version;
        Change(o => o["spec"] = new JsonObject { ["suspend"] = true });
        Assert.Equal(version, _store.Version);
    }

    [Fact]
    public void A_terminating_object_goes_with_its_last_finalizer()
    {
        var job = Job("a");
        job["metadata"]!["finalizers"] = new JsonArray("x/hold");
        _store.Create(Jobs, job);
        Change(o => o["metadata"]!["deletionTimestamp"] = "2026-01-01T00:00:00Z");
        Assert.NotNull(_store.Get(new ObjectKey(Jobs, "ns", "a")));
        Change(o => o.Metadata().Remove("finalizers"));
        Assert.Null(_store.Get(new ObjectKey(Jobs, "ns", "a")));
    }

    [Fact]
    public async Task A_watch_replays_history_and_follows()
    {
        var first = _store.Create(Jobs, Job("a"));
        _store.Create(Jobs, Job("b"));
        await using var watch = _store
            .Watch(Jobs, "ns", first.ResourceVersion(), TestContext.Current.CancellationToken)
            .GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.True(await watch.MoveNextAsync());
        Assert.Equal((StoreEventType.Added, "b"), (watch.Current.Type, watch.Current.Object.Name()));
        _store.Remove(new ObjectKey(Jobs, "ns", "a"));
        Assert.True(await watch.MoveNextAsync());
        Assert.Equal((StoreEventType.Deleted, "a"), (watch.Current.Type, watch.Current.Object.Name()));
        Assert.Equal(watch.Current.Version, watch.Current.Object.ResourceVersion());
    }

    [Fact]
    public void The_past_can_be_listed_until_it_is_compacted()
    {
        _store.Create(Jobs, Job("a"));
        var version = _store.Version;
        _store.Create(Jobs, Job("b"));
        Change(o => o["status"] = new JsonObject());
        var past = Assert.Single(_store.ListAt(Jobs, "ns", version));
        Assert.Null(past["status"]);
        _store.Compact();
        Assert.Equal(410, Assert.Throws<ApiError>(() => _store.ListAt(Jobs, "ns", version)).Code);
    }

    private static JsonObject Job(string name) =>
        new()
        {
            ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = "ns" },
        };

    private JsonObject Change(Action<JsonObject> edit) =>
        _store.Mutate(
            new ObjectKey(Jobs, "ns", "a"),
            o =>
            {
                edit(o);
                return o;
            }
        )!;
}
