using ImageForge.Kube;
using ImageForge.Runtime.Informers;
using k8s.Models;
using Xunit;

namespace ImageForge.Runtime.Tests.Informers;

/// <summary>Which call follows from which answer.</summary>
public sealed class WatcherTests
{
    private static readonly Snapshot<V1ConfigMap> Empty = Snapshot<V1ConfigMap>.Empty(
        new Dictionary<string, Func<V1ConfigMap, IEnumerable<string>>>()
    );

    [Fact]
    public void A_list_begins_with_the_latest_state() =>
        Assert.Equal(new WatcherRequest.List("", false), Watcher.Start(Empty).Request);

    [Fact]
    public void The_watch_begins_at_the_version_of_the_list()
    {
        var state = Watcher.Start(Empty).State;
        var step = Step(state, Listed("7", Samples.ConfigMap("a", 3), Samples.ConfigMap("b", 4)));
        Assert.Equal(new WatcherRequest.Watch("7", false), step.Request);
        Assert.Equal(2, step.Changes.Count);
        Assert.All(step.Changes, change => Assert.True(change.IsBackground));
    }

    [Fact]
    public void A_list_that_expired_begins_anew_with_the_latest_state()
    {
        var listing = Step(Watching("7"), new WatcherInput<V1ConfigMap>.Failed(WatchFailure.Refused));
        Assert.Equal(new WatcherRequest.List("7", true), listing.Request);
        var failed = Step(listing.State, new WatcherInput<V1ConfigMap>.Failed(WatchFailure.Expired));
        Assert.Equal(new WatcherRequest.List("", true), failed.Request);
        Assert.Empty(Step(failed.State, Listed("9")).State.Store.List());
    }

    [Fact]
    public void Refused_credentials_are_waited_out()
    {
        var failure = WatchFailures.Of(new V1Status { Code = 401, Reason = "Unauthorized" });
        Assert.Equal(WatchFailure.Unavailable, failure);
        var step = Step(Watcher.Start(Empty).State, new WatcherInput<V1ConfigMap>.Failed(failure));
        Assert.Equal(new WatcherRequest.List("", true), step.Request);
    }

    [Fact]
    public void A_loop_that_is_started_again_lists_as_before_and_never_back_in_time()
    {
        var restarted = new WatcherInput<V1ConfigMap>.Restarted();
        Assert.Equal(new WatcherRequest.List("", false), Step(Watcher.Start(Empty).State, restarted).Request);
        Assert.Equal(new WatcherRequest.List("7", false), Step(Watching("7"), restarted).Request);
    }

    [Fact]
    public void A_watch_that_breaks_goes_on_at_the_last_version()
    {
        var step = Step(Watching("7"), new WatcherInput<V1ConfigMap>.Failed(WatchFailure.Unavailable));
        Assert.Equal(new WatcherRequest.Watch("7", true), step.Request);
    }

    [Fact]
    public void A_watch_that_ends_as_it_should_goes_on_at_once()
    {
        var step = Step(Watching("7"), new WatcherInput<V1ConfigMap>.Ended(Early: false));
        Assert.Equal(new WatcherRequest.Watch("7", false), step.Request);
    }

    [Fact]
    public void A_watch_that_is_refused_is_listed_again_but_never_back_in_time()
    {
        var step = Step(Watching("7"), new WatcherInput<V1ConfigMap>.Failed(WatchFailure.Refused));
        Assert.Equal(new WatcherRequest.List("7", true), step.Request);
    }

    [Theory]
    [InlineData(410, "Expired", "")]
    [InlineData(504, "Timeout", "")]
    public void Expired_and_future_versions_are_listed_anew(int code, string reason, string from)
    {
        var message = code == 504 ? "Too large resource version: 9, current: 7" : null;
        var error = new V1Status
        {
            Code = code,
            Reason = reason,
            Message = message,
        };
        var step = Step(Watching("7"), Event(new WatchEvent<V1ConfigMap>.Error(error)));
        Assert.Equal(new WatcherRequest.List(from, true), step.Request);
    }

    [Fact]
    public void Bookmarks_and_events_advance_the_version_and_late_ones_do_not_turn_it_back()
    {
        var state = Step(Watching("7"), Event(new WatchEvent<V1ConfigMap>.Bookmark("12"))).State;
        state = Step(state, Event(new WatchEvent<V1ConfigMap>.Bookmark("9"))).State;
        Assert.Equal("12", state.Version);
        state = Step(state, Event(new WatchEvent<V1ConfigMap>.Added(Samples.ConfigMap("a", 15)))).State;
        Assert.Equal("15", state.Version);
    }

    [Fact]
    public void What_went_during_a_gap_is_told_with_the_last_known_object()
    {
        var known = Samples.ConfigMap("a", 5);
        var state = Step(Watching("4"), Event(new WatchEvent<V1ConfigMap>.Added(known))).State;
        var relisting = Step(state, new WatcherInput<V1ConfigMap>.Failed(WatchFailure.Expired)).State;
        Assert.Same(known, relisting.Store.Get(ObjectKey.Of(known)));
        var change = Assert.Single(Step(relisting, Listed("9")).Changes);
        Assert.Same(known, change.Old);
        Assert.Null(change.New);
        Assert.False(change.IsBackground);
    }

    [Fact]
    public void Versions_that_are_no_numbers_are_taken_as_they_come()
    {
        var first = Samples.ConfigMap("a", 0) with
        {
            Metadata = new V1ObjectMeta { Name = "a", ResourceVersion = "x9" },
        };
        var second = first with { Metadata = first.Metadata with { ResourceVersion = "x1" } };
        var state = Step(Watching("x0"), Event(new WatchEvent<V1ConfigMap>.Added(first))).State;
        state = Step(state, Event(new WatchEvent<V1ConfigMap>.Modified(second))).State;
        Assert.Equal("x1", state.Version);
        Assert.Same(second, state.Store.Get(new ObjectKey("", "a")));
    }

    [Fact]
    public void An_object_that_can_no_longer_be_read_leaves_the_store()
    {
        var known = Samples.ConfigMap("a", 5);
        var state = Step(Watching("4"), Event(new WatchEvent<V1ConfigMap>.Added(known))).State;
        var bad = new UnreadableObject(ObjectKey.Of(known), "6", "data must be an object");
        var step = Step(state, Event(new WatchEvent<V1ConfigMap>.Unreadable(bad)));
        Assert.Null(Assert.Single(step.Changes).New);
        Assert.Equal("6", step.State.Version);
    }

    private static WatcherState<V1ConfigMap> Watching(string version) =>
        Step(Watcher.Start(Empty).State, Listed(version)).State;

    private static WatcherStep<V1ConfigMap> Step(WatcherState<V1ConfigMap> state, WatcherInput<V1ConfigMap> input) =>
        Watcher.Step(state, input);

    private static WatcherInput<V1ConfigMap>.Listed Listed(string version, params V1ConfigMap[] items) =>
        new(new ListPage<V1ConfigMap>(items, [], version, null));

    private static WatcherInput<V1ConfigMap>.Event Event(WatchEvent<V1ConfigMap> line) => new(line);
}
