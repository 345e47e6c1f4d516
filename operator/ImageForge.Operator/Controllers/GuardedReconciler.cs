using System.Collections.Concurrent;
using ImageForge.Api;
using ImageForge.Api.AtmosphereProfiles;
using ImageForge.Api.Common;
using ImageForge.Api.Core;
using ImageForge.Api.GenerationJobs;
using ImageForge.Api.Storyboards;
using ImageForge.Kube;
using ImageForge.Operator.Apply;
using ImageForge.Operator.Telemetry;
using ImageForge.Planning;
using ImageForge.Planning.Statuses;
using ImageForge.Runtime.Controllers;
using ImageForge.Runtime.Informers;
using ImageForge.Runtime.Recording;
using Microsoft.Extensions.Logging;

namespace ImageForge.Operator.Controllers;

/// <summary>What a kind's status is, as far as internal errors need it.</summary>
/// <param name="Name">The kind.</param>
/// <param name="Conditions">The conditions of an object's status.</param>
/// <param name="HasEnded">Whether nothing more follows.</param>
/// <param name="With">An object's status with other conditions, observed at its generation.</param>
internal sealed record GuardedKind<T, TStatus>(
    string Name,
    Func<T, IReadOnlyList<Condition>?> Conditions,
    Func<T, bool> HasEnded,
    Func<T, IReadOnlyList<Condition>, TStatus> With
);

internal static class GuardedKinds
{
    public static GuardedKind<GenerationJob, GenerationJobStatus> Jobs { get; } =
        new(
            GenerationJob.KindName,
            job => job.Status?.Conditions,
            job => JobStates.IsTerminal(job.Status?.State),
            (job, conditions) =>
                (job.Status ?? new()) with
                {
                    State = job.Status?.State ?? JobState.Pending,
                    ObservedGeneration = job.Metadata.Generation ?? 0,
                    Conditions = conditions,
                }
        );

    public static GuardedKind<Storyboard, StoryboardStatus> Storyboards { get; } =
        new(
            Storyboard.KindName,
            board => board.Status?.Conditions,
            board => JobStates.IsTerminal(board.Status?.State),
            (board, conditions) =>
                (board.Status ?? new()) with
                {
                    State = board.Status?.State ?? JobState.Pending,
                    ObservedGeneration = board.Metadata.Generation ?? 0,
                    Conditions = conditions,
                }
        );

    public static GuardedKind<AtmosphereProfile, AtmosphereProfileStatus> Profiles { get; } =
        new(
            AtmosphereProfile.KindName,
            profile => profile.Status?.Conditions,
            _ => false,
            (profile, conditions) =>
                (profile.Status ?? new()) with
                {
                    ObservedGeneration = profile.Metadata.Generation ?? 0,
                    Conditions = conditions,
                }
        );
}

/// <summary>
/// Keeps a defect that one object brings to light with that object: its conditions say so, a metric counts it, and the object
/// is reconciled again later each time, until it works or its spec changes.
/// </summary>
internal sealed class GuardedReconciler<T, TStatus>(
    IReconciler inner,
    GuardedKind<T, TStatus> kind,
    Informer<T> informer,
    StatusWriter<T, TStatus> statuses,
    EventRecorder events,
    OperatorMetrics metrics,
    OperatorOptions options,
    ILogger logger
) : IReconciler
    where T : class, IKubeObject
{
    private readonly ConcurrentDictionary<ObjectKey, Failure> _failures = new();
    private readonly TimeProvider _time = options.Time;

    public async Task<ReconcileResult> ReconcileAsync(ObjectKey key, CancellationToken cancellation)
    {
        var value = informer.Store.Get(key);
        if (value is null)
        {
            _failures.TryRemove(key, out _);
        }
        else if (_failures.TryGetValue(key, out var failed) && failed.Left(value, _time.GetTimestamp()) is { } left)
        {
            // Changes of the object or its children, the written condition too, do not shorten the back-off.
            await ReportAsync(value, failed, cancellation);
            return ReconcileResult.After(left);
        }

        try
        {
            var result = await inner.ReconcileAsync(key, cancellation);
            // The next defect is a new one: its back-off begins anew.
            _failures.TryRemove(key, out _);
            return result;
        }
        catch (Exception e) when (value is not null && IsDefect(e, cancellation))
        {
            return await BlameAsync(key, value, e, cancellation);
        }
    }

    /// <summary>Whether an exception is none that calls to the API server bring. A status that it calls invalid is a defect.</summary>
    private static bool IsDefect(Exception e, CancellationToken cancellation) =>
        e is not (KubeException or KubeTransportException or TerminalException)
        && (e is not OperationCanceledException || !cancellation.IsCancellationRequested);

    private async Task<ReconcileResult> BlameAsync(
        ObjectKey key,
        T value,
        Exception error,
        CancellationToken cancellation
    )
    {
        var failure = _failures.AddOrUpdate(
            key,
            _ => new Failure(value, error, new Backoff(options.DefectBackoff, _time, new Random()), _time),
            (_, last) => last.Again(value, error)
        );
        metrics.InternalError(kind.Name);
        Log.InternalError(logger, kind.Name, key, failure.Wait.TotalSeconds, error);
        await ReportAsync(value, failure, cancellation);
        return ReconcileResult.After(failure.Wait);
    }

    /// <summary>Writes the condition where the object does not have it yet. A conflict comes back here, within the back-off.</summary>
    private async Task ReportAsync(T value, Failure failure, CancellationToken cancellation)
    {
        var generation = value.Metadata.Generation ?? 0;
        var known = kind.Conditions(value);
        if (InternalErrors.AreReported(known, generation))
        {
            return;
        }

        var conditions = InternalErrors.With(
            known,
            generation,
            _time.GetUtcNow(),
            kind.HasEnded(value),
            $"Internal error of the operator, {failure.Error.GetType().Name}: {failure.Error.Message} It is retried with "
                + "back-off; the operator's log has the stack trace. Please report it as a defect of ImageForge."
        );
        if (await WriteAsync(value, kind.With(value, conditions), cancellation))
        {
            // Without the exception's own words, which may differ each time: repetitions are one series.
            var note =
                $"Internal error of the operator ({failure.Error.GetType().Name}); see the condition InternalError.";
            events.Record(value, [new PlannedEvent(true, Reasons.InternalError, note)]);
        }
    }

    private async Task<bool> WriteAsync(T value, TStatus status, CancellationToken cancellation)
    {
        try
        {
            return await statuses.WriteAsync(value, status, cancellation);
        }
        catch (InvalidStatusException e)
        {
            // The rest of the stored status is what is refused. Log and metric have the defect, and the back-off stays.
            Log.InternalErrorNotWritten(logger, kind.Name, ObjectKey.Of(value), e);
            return false;
        }
    }

    /// <summary>The failures of one object and generation.</summary>
    private sealed class Failure(T value, Exception error, Backoff backoff, TimeProvider time)
    {
        private readonly (string? Uid, long? Generation) _about = (value.Metadata.Uid, value.Metadata.Generation);
        private readonly long _at = time.GetTimestamp();

        public TimeSpan Wait { get; } = backoff.Next();

        public Exception Error => error;

        public Failure Again(T present, Exception last) => new(present, last, backoff, time);

        /// <summary>How long the object is still left alone; null: not at all.</summary>
        public TimeSpan? Left(T present, long now) =>
            (present.Metadata.Uid, present.Metadata.Generation) == _about
            && Wait - time.GetElapsedTime(_at, now) is var left
            && left > TimeSpan.Zero
                ? left
                : null;
    }
}
