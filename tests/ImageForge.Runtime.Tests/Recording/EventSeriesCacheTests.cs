using System.Text;
using ImageForge.Runtime.Recording;
using ImageForge.Testing.Time;
using k8s.Models;
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

    [Fact]
    public void First_an_event_then_its_series_then_only_a_count()
    {
        var created = Assert.IsType<EventWrite.Create>(_cache.Take(Happened())).Event;
        Assert.Equal("studio", created.Metadata.NamespaceProperty);
        Assert.StartsWith("job.", created.Metadata.Name, StringComparison.Ordinal);
        var second = Assert.IsType<EventWrite.Count>(_cache.Take(Happened()));
        Assert.Equal(2, second.Series.Count);
        Assert.Equal(created.Metadata.Name, second.Event.Name);
        Assert.Null(_cache.Take(Happened()));
        Assert.Null(_cache.Take(Happened()));
        var refreshed = Assert.IsType<EventWrite.Count>(Assert.Single(_cache.Refresh()));
        Assert.Equal(4, refreshed.Series.Count);
        Assert.Empty(_cache.Refresh());
    }

    [Fact]
    public void Another_note_is_another_event()
    {
        Assert.IsType<EventWrite.Create>(_cache.Take(Happened()));
        Assert.IsType<EventWrite.Create>(_cache.Take(Happened() with { Note = "other" }));
    }

    [Fact]
    public void A_repetition_long_after_is_a_new_event()
    {
        _cache.Take(Happened());
        _time.Advance(TimeSpan.FromMinutes(7));
        Assert.IsType<EventWrite.Create>(_cache.Take(Happened()));
    }

    [Fact]
    public void Names_differ_also_at_the_same_time()
    {
        var names = Enumerable
            .Range(0, 50)
            .Select(n => Happened() with { Regarding = Happened().Regarding with { Uid = $"{n}" } })
            .Select(happened => Assert.IsType<EventWrite.Create>(_cache.Take(happened)))
            .Select(write => write.Event.Metadata.Name);
        Assert.Equal(50, names.Distinct().Count());
    }

    [Fact]
    public void Events_about_one_object_are_bounded_and_come_back_with_time()
    {
        var written = Enumerable.Range(0, 100).Select(n => _cache.Take(Happened() with { Note = $"{n}" })).ToList();
        Assert.Equal(25, written.Count(write => write is EventWrite.Create));
        Assert.All(written.Skip(25), Assert.Null);
        var another = Happened() with { Regarding = Happened().Regarding with { Name = "another" } };
        Assert.IsType<EventWrite.Create>(_cache.Take(another));

        _time.Advance(TimeSpan.FromMinutes(5));
        Assert.IsType<EventWrite.Create>(_cache.Take(Happened() with { Note = "later" }));
        Assert.Null(_cache.Take(Happened() with { Note = "too soon" }));
    }

    [Fact]
    public void Repetitions_use_up_nothing()
    {
        for (var n = 0; n < 100; n++)
        {
            _cache.Take(Happened());
        }

        Assert.IsType<EventWrite.Create>(_cache.Take(Happened() with { Note = "other" }));
    }

    [Fact]
    public void Events_of_cluster_scoped_objects_go_to_the_default_namespace()
    {
        var happened = Happened() with
        {
            Regarding = new V1ObjectReference { Kind = "Node", Name = "node1" },
        };
        Assert.Equal(
            "default",
            Assert.IsType<EventWrite.Create>(_cache.Take(happened)).Event.Metadata.NamespaceProperty
        );
    }

    [Fact]
    public void Texts_are_cut_at_the_servers_limits_in_bytes_between_characters()
    {
        var happened = Happened() with
        {
            Note = string.Concat(Enumerable.Repeat("é🌧", 400)),
            Reason = new string('R', 200),
        };
        var created = Assert.IsType<EventWrite.Create>(_cache.Take(happened)).Event;
        Assert.InRange(Encoding.UTF8.GetByteCount(created.Note!), 1019, 1024);
        Assert.DoesNotContain('\uFFFD', created.Note!);
        Assert.Equal(128, created.Reason!.Length);
    }

    private static Occurrence Happened() =>
        new(
            new V1ObjectReference
            {
                ApiVersion = "imageforge.dev/v1alpha1",
                Kind = "GenerationJob",
                NamespaceProperty = "studio",
                Name = "job",
            },
            EventKind.Normal,
            "Started",
            "StartRunner",
            "The runner started.",
            null
        );
}
