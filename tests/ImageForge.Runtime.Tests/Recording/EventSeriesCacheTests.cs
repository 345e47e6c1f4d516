using System.Text;
using ImageForge.Runtime.Recording;
using ImageForge.Testing.Time;
using Xunit;

namespace ImageForge.Runtime.Tests.Recording;

/// <summary>What is written of repeated events.</summary>
public sealed class EventSeriesCacheTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly EventSeriesCache _cache;

    public EventSeriesCacheTests() =>
        _cache = new EventSeriesCache(
            new EventRecorderOptions
            {
                ReportingController = "imageforge.dev/operator",
                ReportingInstance = "operator-0",
                Time = _time,
            }
        );

    private DateTime Now => _time.GetUtcNow().UtcDateTime;

    [Fact]
    public void First_an_event_then_its_series_then_only_a_count()
    {
        var created = Assert.IsType<EventWrite.Create>(Take(Happened())).Event;
        Assert.Equal("studio", created.Metadata.NamespaceProperty);
        Assert.StartsWith("job.", created.Metadata.Name, StringComparison.Ordinal);
        var second = Assert.IsType<EventWrite.Count>(Take(Happened()));
        Assert.Equal(2, second.Series.Count);
        Assert.Equal(created.Metadata.Name, second.Event.Name);
        Assert.Null(Take(Happened()));
        Assert.Null(Take(Happened()));
        var refreshed = Assert.IsType<EventWrite.Count>(Assert.Single(_cache.Refresh(Now)));
        Assert.Equal(4, refreshed.Series.Count);
        Assert.Empty(_cache.Refresh(Now));
    }

    [Fact]
    public void Another_note_is_another_event()
    {
        Assert.IsType<EventWrite.Create>(Take(Happened()));
        Assert.IsType<EventWrite.Create>(Take(Happened() with { Note = "other" }));
    }

    [Fact]
    public void A_repetition_long_after_is_a_new_event()
    {
        Take(Happened());
        _time.Advance(TimeSpan.FromMinutes(7));
        Assert.IsType<EventWrite.Create>(Take(Happened()));
    }

    [Fact]
    public void Names_differ_also_at_the_same_time()
    {
        var names = Enumerable
            .Range(0, 50)
            .Select(n => Happened() with { Regarding = Happened().Regarding with { Uid = $"{n}" } })
            .Select(happened => Assert.IsType<EventWrite.Create>(Take(happened)))
            .Select(write => write.Event.Metadata.Name);
        Assert.Equal(50, names.Distinct().Count());
    }

    [Fact]
    public void Events_about_one_object_are_bounded_and_come_back_with_time()
    {
        var written = Enumerable.Range(0, 100).Select(n => Take(Happened() with { Note = $"{n}" })).ToList();
        Assert.Equal(25, written.Count(write => write is EventWrite.Create));
        Assert.All(written.Skip(25), Assert.Null);
        var another = Happened() with { Regarding = Happened().Regarding with { Name = "another" } };
        Assert.IsType<EventWrite.Create>(Take(another));

        _time.Advance(TimeSpan.FromMinutes(5));
        Assert.IsType<EventWrite.Create>(Take(Happened() with { Note = "later" }));
        Assert.Null(Take(Happened() with { Note = "too soon" }));
    }

    [Fact]
    public void Repetitions_use_up_nothing()
    {
        for (var n = 0; n < 100; n++)
        {
            Take(Happened());
        }

        Assert.IsType<EventWrite.Create>(Take(Happened() with { Note = "other" }));
    }

    [Fact]
    public void Events_of_cluster_scoped_objects_go_to_the_default_namespace()
    {
        var happened = Happened() with { Regarding = new ObjectIdentity("v1", "Node", null, "node1", null) };
        Assert.Equal("default", Assert.IsType<EventWrite.Create>(Take(happened)).Event.Metadata.NamespaceProperty);
    }

    [Fact]
    public void Texts_are_cut_at_the_servers_limits_in_bytes_between_characters()
    {
        var happened = Happened() with
        {
            Note = string.Concat(Enumerable.Repeat("é🌧", 400)),
            Reason = new string('R', 200),
        };
        var created = Assert.IsType<EventWrite.Create>(Take(happened)).Event;
        Assert.InRange(Encoding.UTF8.GetByteCount(created.Note!), 1019, 1024);
        Assert.DoesNotContain('\uFFFD', created.Note!);
        Assert.Equal(128, created.Reason!.Length);
    }

    [Fact]
    public void Times_are_those_of_the_occurrences()
    {
        var begun = Now;
        _time.Advance(TimeSpan.FromHours(1));
        var created = Assert.IsType<EventWrite.Create>(_cache.Take(Happened(), begun)).Event;
        Assert.Equal(begun, created.EventTime);
        Assert.Equal(DateTimeKind.Utc, created.EventTime!.Value.Kind);
        var later = begun + TimeSpan.FromMinutes(6);
        var counted = Assert.IsType<EventWrite.Count>(_cache.Take(Happened(), later));
        Assert.Equal(later, counted.Series.LastObservedTime);
        var next = later + TimeSpan.FromMinutes(6) + TimeSpan.FromTicks(1);
        var another = Assert.IsType<EventWrite.Create>(_cache.Take(Happened(), next)).Event;
        Assert.Equal(next, another.EventTime);
        Assert.NotEqual(created.Metadata.Name, another.Metadata.Name);
    }

    [Fact]
    public void An_occurrence_that_was_queued_late_does_not_set_a_series_back()
    {
        _cache.Take(Happened(), Now);
        var counted = Assert.IsType<EventWrite.Count>(_cache.Take(Happened(), Now - TimeSpan.FromSeconds(1)));
        Assert.Equal(Now, counted.Series.LastObservedTime);
    }

    [Fact]
    public void A_series_ends_only_when_no_occurrence_of_it_can_come()
    {
        var begun = Now;
        _cache.Take(Happened(), begun);
        Assert.Empty(_cache.Refresh(begun + TimeSpan.FromMinutes(6)));
        Assert.IsType<EventWrite.Count>(_cache.Take(Happened(), begun + TimeSpan.FromMinutes(6)));
        Assert.Empty(_cache.Refresh(begun + TimeSpan.FromMinutes(12) + TimeSpan.FromTicks(1)));
        Assert.IsType<EventWrite.Create>(_cache.Take(Happened(), begun + TimeSpan.FromMinutes(12)));
    }

    [Fact]
    public void The_quota_counts_by_the_time_of_the_occurrences()
    {
        for (var n = 0; n < 25; n++)
        {
            Assert.IsType<EventWrite.Create>(_cache.Take(Happened() with { Note = $"{n}" }, Now));
        }
        var begun = Now;
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Null(_cache.Take(Happened() with { Note = "at the same time" }, begun));
        // It would be full after 125 minutes.
        _cache.Refresh(begun + TimeSpan.FromMinutes(120));
        Assert.Null(_cache.Take(Happened() with { Note = "soon after" }, begun + TimeSpan.FromMinutes(4)));
        Assert.Equal(
            25,
            Enumerable
                .Range(0, 30)
                .Count(n =>
                    _cache.Take(Happened() with { Note = $"later {n}" }, begun + TimeSpan.FromHours(3)) is not null
                )
        );
    }

    private EventWrite? Take(Occurrence occurrence) => _cache.Take(occurrence, Now);

    private static Occurrence Happened() =>
        new(
            new ObjectIdentity("imageforge.dev/v1alpha1", "GenerationJob", "studio", "job", null),
            EventKind.Normal,
            "Started",
            "StartRunner",
            "The runner started."
        );
}
