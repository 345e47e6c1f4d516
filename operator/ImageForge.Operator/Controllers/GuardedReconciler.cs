using System.Collections.Concurrent;
using ImageForge.Api;
using ImageForge.Api.AtmosphereProfiles;
using ImageForge.Api.Common;
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
using k8s;
using k8s.Models;
using Microsoft.Extensions.Logging;

namespace ImageForge.Operator.Controllers;

/// <summary>Access to the status of a kind, for reporting internal errors and for traces.</summary>
/// <param name="Name">The kind.</param>
/// <param name="Conditions">The conditions of an object's status.</param>
/// <param name="ObservedGeneration">The generation that an object's status is about.</param>
/// <param name="HasEnded">Whether the object has finished.</param>
/// <param name="With">The status with these conditions and the current observedGeneration.</param>
internal sealed record GuardedKind<T, TStatus>(
    string Name,
    Func<T, IReadOnlyList<V1Condition>?> Conditions,
    Func<T, long?> ObservedGeneration,
    Func<T, bool> HasEnded,
    Func<T, IReadOnlyList<V1Condition>, TStatus> With
);

internal static class GuardedKinds
{
    public static GuardedKind<GenerationJob, GenerationJobStatus> Jobs { get; } =
        new(
            GenerationJob.KindName,
            job => job.Status?.Conditions,
            job => job.Status?.ObservedGeneration,
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
            board => board.Status?.ObservedGeneration,
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
            profile => profile.Status?.ObservedGeneration,
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
/// Isolates an unexpected exception to the object that caused it: reports it in the conditions, counts it in a metric
/// and retries with exponential back-off until the reconcile succeeds or the spec changes.
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
    where T : class, IKubernetesObject<V1ObjectMeta>
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
            // Changes of the object or its children, including the written condition, do not shorten the back-off.
            await ReportAsync(value, failed, cancellation);
            return ReconcileResult.After(left);
        }

        try
        {
            var result = await inner.ReconcileAsync(key, cancellation);
            // Success resets the back-off.
            _failures.TryRemove(key, out _);
            return result;
        }
        catch (Exception e) when (value is not null && IsDefect(e, cancellation))
        {
            return await BlameAsync(key, value, e, cancellation);
        }
    }

    /// <summary>Whether an exception is a bug rather than a failed API call. An invalid status is a bug.</summary>
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

    /// <summary>
    /// Writes the condition if the object does not have it yet. A conflict is retried within the back-off.
    /// </summary>
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
            $"Internal operator error, {failure.Error.GetType().Name}: {failure.Error.Message} Retrying with back-off; "
                + "see the operator log for the stack trace. Please report this bug."
        );
        if (await WriteAsync(value, kind.With(value, conditions), cancellation))
        {
            // Without the exception message, which may differ each time, so that repetitions form one event series.
            var note = $"Internal operator error ({failure.Error.GetType().Name}); see condition InternalError.";
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
            // The rest of the stored status is rejected. The error is in log and metric, and the back-off continues.
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

        /// <summary>Remaining back-off; null if there is none.</summary>
        public TimeSpan? Left(T present, long now) =>
            (present.Metadata.Uid, present.Metadata.Generation) == _about
            && Wait - time.GetElapsedTime(_at, now) is var left
            && left > TimeSpan.Zero
                ? left
                : null;
    }
}
