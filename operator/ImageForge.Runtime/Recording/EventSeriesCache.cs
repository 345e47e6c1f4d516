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
    private readonly EventQuota _quota = new(options.ObjectBurst, options.ObjectPeriod);
    private long _lastStamp;

    /// <summary>The write for an occurrence; null if it was only counted, or dropped by the quota.</summary>
    /// <param name="occurrence">What happened.</param>
    /// <param name="at">When it happened (UTC).</param>
    public EventWrite? Take(Occurrence occurrence, DateTime at)
    {
        if (!_entries.TryGetValue(occurrence, out var entry) || at - entry.Last > options.SeriesPeriod)
        {
            if (!_quota.Take(occurrence.Regarding, at))
            {
                RuntimeMetrics.EventsDropped.Add(1);
                return null;
            }
            // Names must be unique within one clock tick.
            _lastStamp = Math.Max(_lastStamp + 1, at.Ticks);
            _entries[occurrence] = new Entry(_lastStamp, 1, 1, at);
            return new EventWrite.Create(Describe(occurrence, at, _lastStamp));
        }
        // Threads that record at the same time may queue in another order.
        entry = entry with
        {
            Count = entry.Count + 1,
            Last = at > entry.Last ? at : entry.Last,
        };
        _entries[occurrence] = entry;
        return entry.Count == 2 ? Refresh(occurrence, entry) : null;
    }

    /// <summary>Series counts to update; finished series are removed.</summary>
    /// <param name="now">The time (UTC); no later than the occurrences still to be taken, which may belong to a series.</param>
    public IReadOnlyList<EventWrite> Refresh(DateTime now)
    {
        List<EventWrite> writes =
        [
            .. _entries
                .Where(entry => entry.Value.Count > entry.Value.Written)
                .ToList()
                .Select(entry => Refresh(entry.Key, entry.Value)),
        ];
        // Removing while enumerating is allowed.
        foreach (var (occurrence, entry) in _entries)
        {
            if (now - entry.Last > options.SeriesPeriod)
            {
                _entries.Remove(occurrence);
            }
        }
        _entries.TrimExcess();
        _quota.Trim(now);
        return writes;
    }

    /// <summary>Removes an event that no longer exists.</summary>
    public void Forget(Occurrence occurrence) => _entries.Remove(occurrence);

    private EventWrite.Count Refresh(Occurrence occurrence, Entry entry)
    {
        _entries[occurrence] = entry with { Written = entry.Count };
        var series = new Eventsv1EventSeries { Count = entry.Count, LastObservedTime = entry.Last };
        return new EventWrite.Count(NameOf(occurrence.Regarding, entry.Stamp), occurrence, series);
    }

    private static ObjectKey NameOf(ObjectIdentity regarding, long stamp)
    {
        var suffix = string.Create(CultureInfo.InvariantCulture, $".{stamp:x}");
        return new(
            regarding.Namespace is { Length: > 0 } ns ? ns : "default",
            Limit(regarding.Name ?? "", LongestName - suffix.Length) + suffix
        );
    }

    private Eventsv1Event Describe(Occurrence occurrence, DateTime at, long stamp)
    {
        var key = NameOf(occurrence.Regarding, stamp);
        return new Eventsv1Event
        {
            Metadata = new V1ObjectMeta { Name = key.Name, NamespaceProperty = key.Namespace },
            EventTime = at,
            ReportingController = options.ReportingController,
            ReportingInstance = Limit(options.ReportingInstance, LongestWord),
            Action = Limit(occurrence.Action, LongestWord),
            Reason = Limit(occurrence.Reason, LongestWord),
            Regarding = occurrence.Regarding.ToReference(),
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

    /// <param name="Stamp">That of the event's name.</param>
    /// <param name="Count">Occurrences so far.</param>
    /// <param name="Written">The count that the server has.</param>
    /// <param name="Last">Time of the last occurrence.</param>
    private readonly record struct Entry(long Stamp, int Count, int Written, DateTime Last);
}
