using ImageForge.DevCluster.Controllers;
using ImageForge.DevCluster.Resources;
using ImageForge.DevCluster.Storage;
using ImageForge.Testing.Time;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace ImageForge.DevCluster.Tests.Controllers;

public sealed class EventExpiryTests
{
    [Fact]
    public async Task An_event_goes_an_hour_after_it_was_last_written()
    {
        var time = new FakeTimeProvider();
        var store = new ObjectStore(time);
        InitialObjects.Create(store, "");
        var recorder = new EventRecorder(store, time);
        await using var expiry = new EventExpiry(
            store,
            recorder,
            TimeSpan.FromHours(1),
            time,
            NullLogger<EventExpiry>.Instance
        );
        var about = TestNode.Parse(
            """{"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"a","namespace":"default","uid":"u"}}"""
        );
        var source = new EventSource("test");
        recorder.Record(about, source, "Normal", "Said", "something");
        time.Advance(TimeSpan.FromMinutes(59));
        recorder.Record(about, source, "Normal", "Said", "something");
        expiry.Start();
        var written = Assert.Single(store.List(BuiltinResources.Events, null));
        Assert.Equal(2, written.Number("count"));

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (store.List(BuiltinResources.Events, null).Count > 0)
        {
            patience.Token.ThrowIfCancellationRequested();
            time.Advance(TimeSpan.FromMinutes(61));
            await Task.Yield();
        }
        recorder.Record(about, source, "Normal", "Said", "something");
        Assert.Equal(1, Assert.Single(store.List(BuiltinResources.Events, null)).Number("count"));
    }

    [Fact]
    public void Nothing_is_said_in_a_namespace_that_is_not_there()
    {
        var store = new ObjectStore(TimeProvider.System);
        var about = TestNode.Parse("""{"kind":"Pod","metadata":{"name":"a","namespace":"gone","uid":"u"}}""");
        new EventRecorder(store, TimeProvider.System).Record(about, new EventSource("test"), "Normal", "Said", "x");
        Assert.Empty(store.List(BuiltinResources.Events, null));
    }
}
