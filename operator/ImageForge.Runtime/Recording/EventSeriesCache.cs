using System.Globalization;
using System.Text;
using ImageForge.Kube;
using ImageForge.Runtime.Diagnostics;
using k8s.Models;

namespace ImageForge.Runtime.Recording;

/// <summary>
/// Aggregates occurrences: the first creates an event, the second starts its series, later ones are counted until the next
/// refresh.
/// </summary>
internal sealed class EventSeriesCache(EventRecorderOptions options)
{
    // The server's limits, in bytes.
    private const int MaxNote = 1024;
    private const int LongestWord = 128;
    private const int LongestName = 253;

    private readonly Dictionary<Occurrence, Entry> _entries = [];
    private readonly EventQuota _quota = new(options.ObjectBurst, options.ObjectPeriod, options.Time);
    private long _lastStamp;

    /// <summary>The write for an occurrence; null if it was only counted, or dropped by the quota.</summary>
    public EventWrite? Take(Occurrence occurrence)
    {
        var now = options.Time.GetUtcNow();
        if (!_entries.TryGetValue(occurrence, out var entry) || now - entry.Last > options.SeriesPeriod)
        {
            if (!_quota.Take(occurrence.Regarding))
            {
                RuntimeMetrics.EventsDropped.Add(1);
                return null;
            }
            var created = Describe(occurrence, now);
            _entries[occurrence] = new Entry(ObjectKey.Of(created), 1, 1, now);
            return new EventWrite.Create(created);
        }
        entry = entry with { Count = entry.Count + 1, Last = now };
        _entries[occurrence] = entry;
        return entry.Count == 2 ? Refresh(occurrence, entry) : null;
    }

    /// <summary>Series counts to update; finished series are removed.</summary>
    public IReadOnlyList<EventWrite> Refresh()
    {
        var now = options.Time.GetUtcNow();
        List<EventWrite> writes = [];
        foreach (var (occurrence, entry) in _entries.ToArray())
        {
            if (entry.Count > entry.Written)
            {
                writes.Add(Refresh(occurrence, entry));
            }
            if (now - entry.Last > options.SeriesPeriod)
            {
                _entries.Remove(occurrence);
            }
        }
        _quota.Trim();
        return writes;
    }

    /// <summary>Removes an event that no longer exists.</summary>
    public void Forget(Occurrence occurrence) => _entries.Remove(occurrence);

    private EventWrite.Count Refresh(Occurrence occurrence, Entry entry)
    {
        _entries[occurrence] = entry with { Written = entry.Count };
        var series = new Eventsv1EventSeries { Count = entry.Count, LastObservedTime = entry.Last.UtcDateTime };
        return new EventWrite.Count(entry.Event, occurrence, series);
    }

    private Eventsv1Event Describe(Occurrence occurrence, DateTimeOffset now)
    {
        // Names must be unique within one clock tick.
        _lastStamp = Math.Max(_lastStamp + 1, now.UtcTicks);
        var suffix = string.Create(CultureInfo.InvariantCulture, $".{_lastStamp:x}");
        return new Eventsv1Event
        {
            Metadata = new V1ObjectMeta
            {
                Name = Limit(occurrence.Regarding.Name ?? "", LongestName - suffix.Length) + suffix,
                NamespaceProperty = occurrence.Regarding.NamespaceProperty is { Length: > 0 } ns ? ns : "default",
            },
            EventTime = now.UtcDateTime,
            ReportingController = options.ReportingController,
            ReportingInstance = Limit(options.ReportingInstance, LongestWord),
            Action = Limit(occurrence.Action, LongestWord),
            Reason = Limit(occurrence.Reason, LongestWord),
            Regarding = occurrence.Regarding,
            Related = occurrence.Related,
            Note = Limit(occurrence.Note, MaxNote),
            Type = occurrence.Kind.ToString(),
        };
    }

    private static string Limit(string text, int bytes)
    {
        if (Encoding.UTF8.GetByteCount(text) <= bytes)
        {
            return text;
        }
        var limited = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            bytes -= rune.Utf8SequenceLength;
            if (bytes < 0)
            {
                break;
            }
            limited.Append(rune.ToString());
        }
        return limited.ToString();
    }

    private sealed record Entry(ObjectKey Event, int Count, int Written, DateTimeOffset Last);
}
