using System.Diagnostics.Metrics;
using ImageForge.Api.Common;
using ImageForge.Api.GenerationJobs;

namespace ImageForge.Operator.Telemetry;

/// <summary>The instruments of one operator.</summary>
internal sealed class OperatorMetrics : IDisposable
{
    public const string MeterName = "ImageForge.Operator";

    private readonly Meter _meter = new(MeterName);
    private readonly Counter<long> _finished;
    private readonly Counter<long> _internalErrors;
    private readonly Histogram<double> _duration;
    private readonly Histogram<double> _queued;

    /// <param name="jobs">All jobs that are known, whenever asked.</param>
    /// <param name="isLeader">Whether this process leads, whenever asked.</param>
    public OperatorMetrics(Func<IEnumerable<GenerationJob>> jobs, Func<bool> isLeader)
    {
        _finished = _meter.CreateCounter<long>("imageforge.jobs.finished", description: "GenerationJobs that ended.");
        _internalErrors = _meter.CreateCounter<long>(
            "imageforge.internal.errors",
            description: "Reconciles that ended in a defect of the operator; the object's conditions say so."
        );
        _duration = Seconds("imageforge.job.duration", "Time from a job's first run to its end.");
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
            "imageforge.leader",
            () => isLeader() ? 1 : 0,
            description: "1 while this process does the work."
        );
        _meter.CreateObservableGauge(
            "imageforge.process.memory",
            () => Environment.WorkingSet,
            "By",
            "Resident memory of the process."
        );
    }

    /// <summary>Whether an instrument is one of this operator's, or of the runtime that it works with.</summary>
    public bool Owns(Instrument instrument) =>
        instrument.Meter == _meter || instrument.Meter.Name == Runtime.Diagnostics.RuntimeMetrics.MeterName;

    /// <summary>Counts a job's passage from one state to the next.</summary>
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

    /// <summary>Counts a reconcile that ended in an exception nobody foresaw.</summary>
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
