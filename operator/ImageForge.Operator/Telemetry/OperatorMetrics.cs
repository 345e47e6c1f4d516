using System.Diagnostics.Metrics;
using ImageForge.Api.Common;
using ImageForge.Api.GenerationJobs;
using ImageForge.Operator.Scheduling;
using ImageForge.Runtime.Queues;

namespace ImageForge.Operator.Telemetry;

/// <summary>The instruments of one operator.</summary>
internal sealed class OperatorMetrics : IDisposable
{
    public const string MeterName = "ImageForge.Operator";

    private static readonly Priority[] Ranks = [Priority.High, Priority.Normal, Priority.Low];

    private readonly Meter _meter = new(MeterName);
    private readonly Counter<long> _finished;
    private readonly Counter<long> _internalErrors;
    private readonly Histogram<double> _duration;
    private readonly Histogram<double> _queued;

    /// <param name="jobs">Returns all cached jobs.</param>
    /// <param name="slots">The limits of active jobs.</param>
    /// <param name="isLeader">Returns whether this process is the leader.</param>
    public OperatorMetrics(Func<IEnumerable<GenerationJob>> jobs, JobSlots slots, Func<bool> isLeader)
    {
        _finished = _meter.CreateCounter<long>("imageforge.jobs.finished", description: "Finished GenerationJobs.");
        _internalErrors = _meter.CreateCounter<long>(
            "imageforge.internal.errors",
            description: "Reconciles that failed with an internal operator error."
        );
        _duration = Seconds("imageforge.job.duration", "Time from the first run of a job to its completion.");
        _queued = Seconds("imageforge.job.wait", "Time from a job's creation to its first run.");
        _meter.CreateObservableGauge(
            "imageforge.jobs",
            () =>
                jobs()
                    .CountBy(job => job.Status?.State ?? JobState.Pending)
                    .Select(count => new Measurement<int>(count.Value, State(count.Key))),
            description: "GenerationJobs by state."
        );
        _meter.CreateObservableGauge(
            "imageforge.slots.active",
            () => Measured(() => [new Measurement<int>(slots.Active)]),
            description: "Jobs that hold a slot of scheduling.maxActive; on the leader."
        );
        _meter.CreateObservableGauge(
            "imageforge.slots.waiting",
            () =>
                Measured(() =>
                    Ranks.Select(rank => new Measurement<int>(
                        slots.Waiting(rank),
                        new KeyValuePair<string, object?>("priority", rank.ToString())
                    ))
                ),
            description: "Jobs that wait for a slot, by priority; on the leader."
        );
        _meter.CreateObservableGauge(
            "imageforge.leader",
            () => isLeader() ? 1 : 0,
            description: "1 if this replica is the leader."
        );
        _meter.CreateObservableGauge(
            "imageforge.process.memory",
            () => Environment.WorkingSet,
            "By",
            "Resident memory of the process."
        );

        IEnumerable<Measurement<int>> Measured(Func<IEnumerable<Measurement<int>>> read) =>
            !slots.IsUnlimited && isLeader() ? read() : [];
    }

    /// <summary>Whether an instrument belongs to this operator or its runtime.</summary>
    public bool Owns(Instrument instrument) =>
        instrument.Meter == _meter || instrument.Meter.Name == Runtime.Diagnostics.RuntimeMetrics.MeterName;

    /// <summary>Records a state change of a job.</summary>
    public void StatusChange(GenerationJob job, GenerationJobStatus status)
    {
        if (status.CompletionTime is { } ended && job.Status?.CompletionTime is null)
        {
            _finished.Add(1, State(status.State ?? JobState.Pending));
            if (status.StartTime is { } began)
            {
                _duration.Record((ended - began).TotalSeconds, State(status.State ?? JobState.Pending));
            }
        }

        if (
            status.StartTime is { } started
            && job.Status?.StartTime is null
            && job.Metadata.CreationTimestamp is { } created
        )
        {
            _queued.Record((started - created).TotalSeconds);
        }
    }

    /// <summary>Counts a reconcile that failed with an unexpected exception.</summary>
    public void InternalError(string kind) => _internalErrors.Add(1, new KeyValuePair<string, object?>("kind", kind));

    public void Dispose() => _meter.Dispose();

    private Histogram<double> Seconds(string name, string description) =>
        _meter.CreateHistogram(
            name,
            "s",
            description,
            advice: new InstrumentAdvice<double>
            {
                HistogramBucketBoundaries = [.5, 1, 2, 5, 10, 30, 60, 120, 300, 600, 1800, 3600],
            }
        );

    private static KeyValuePair<string, object?> State(JobState state) => new("state", state.ToString());
}
