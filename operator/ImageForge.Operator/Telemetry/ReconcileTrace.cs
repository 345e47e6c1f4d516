using System.Diagnostics;
using ImageForge.Api.Common;
using ImageForge.Kube;
using ImageForge.Operator.Controllers;
using ImageForge.Planning.Pods;
using ImageForge.Runtime.Controllers;
using ImageForge.Runtime.Informers;
using k8s;
using k8s.Models;
using Microsoft.Extensions.Logging;

namespace ImageForge.Operator.Telemetry;

/// <summary>The spans of reconciles. Without a listener none is created.</summary>
internal static class ReconcileTrace
{
    private const string Changes = "imageforge.reconcile.changes";

    public static ActivitySource Source { get; } = new("ImageForge.Operator");

    /// <summary>Notes on the current span that its reconcile writes to the API server.</summary>
    public static void NoteChange() => Activity.Current?.SetTag(Changes, true);

    /// <summary>Whether a reconcile wrote to the API server.</summary>
    public static bool HasChanges(Activity span) => span.GetTagItem(Changes) is true;

    /// <summary>Notes the state that a job enters.</summary>
    public static void NoteState(JobState? state) =>
        Activity.Current?.SetTag("imageforge.job.state", state?.ToString());

    /// <summary>
    /// A Job whose annotations, and those of its pods, carry the context of the current span: the runner's spans continue
    /// there.
    /// </summary>
    public static V1Job WithContext(V1Job job)
    {
        if (Activity.Current is not { IdFormat: ActivityIdFormat.W3C, Id: { } context } span)
        {
            return job;
        }

        span.SetTag("k8s.job.name", job.Metadata.Name);
        var template = job.Spec!.Template;
        return job with
        {
            Metadata = Annotated(job.Metadata, context),
            Spec = job.Spec with
            {
                Template = template with { Metadata = Annotated(template.Metadata ?? new(), context) },
            },
        };
    }

    /// <summary>The trace context in an object's annotation, if any.</summary>
    public static string? ContextOf(IKubernetesObject<V1ObjectMeta> value) =>
        value.Metadata.Annotations?.TryGetValue(Labels.TraceParent, out var context) == true ? context : null;

    private static V1ObjectMeta Annotated(V1ObjectMeta metadata, string context) =>
        metadata with
        {
            Annotations = new Dictionary<string, string>(metadata.Annotations ?? new Dictionary<string, string>())
            {
                [Labels.TraceParent] = context,
            },
        };
}

/// <summary>
/// Gives each reconcile a span. All reconciles of one generation of an object are in the trace of its Job, which is that
/// of the object's own annotation or begins with the reconcile that created the Job.
/// </summary>
internal sealed class TracedReconciler<T, TStatus>(
    IReconciler inner,
    GuardedKind<T, TStatus> kind,
    Informer<T> informer,
    Caches caches,
    ILogger logger
) : IReconciler
    where T : class, IKubernetesObject<V1ObjectMeta>
{
    // In every line of the log. Names by OpenTelemetry's "Trace Context in non-OTLP Log Formats".
#pragma warning disable CA1727 // These names are in snake case.
    private static readonly Func<ILogger, string, string, IDisposable?> Scope = LoggerMessage.DefineScope<
        string,
        string
    >("trace_id:{trace_id} span_id:{span_id}");
#pragma warning restore CA1727

    public async Task<ReconcileResult> ReconcileAsync(ObjectKey key, CancellationToken cancellation)
    {
        using var span = Start(key);
        if (span is null)
        {
            return await inner.ReconcileAsync(key, cancellation);
        }

        using var scope = Scope(logger, span.TraceId.ToHexString(), span.SpanId.ToHexString());
        try
        {
            var result = await inner.ReconcileAsync(key, cancellation);
            if (!ReconcileTrace.HasChanges(span))
            {
                // Most reconciles find nothing to do; they would hide the others.
                span.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
            }

            return result;
        }
        catch (Exception e)
        {
            span.SetTag("error.type", e is KubeException failed ? $"{failed.Code}" : e.GetType().FullName)
                .SetStatus(ActivityStatusCode.Error);
            throw;
        }
    }

    private Activity? Start(ObjectKey key)
    {
        if (!ReconcileTrace.Source.HasListeners())
        {
            return null;
        }

        var value = informer.Store.Get(key);
        _ = ActivityContext.TryParse(value is null ? null : Context(value), null, isRemote: true, out var parent);
        return ReconcileTrace.Source.StartActivity(
            $"reconcile {kind.Name}",
            ActivityKind.Internal,
            parent,
            [
                new("k8s.namespace.name", key.Namespace),
                new("imageforge.object.kind", kind.Name),
                new("imageforge.object.name", key.Name),
                new("imageforge.object.uid", value?.Metadata.Uid),
            ]
        );
    }

    private string? Context(T value) =>
        kind.ObservedGeneration(value) == value.Metadata.Generation
        && Caches
            .OwnedBy(caches.Children, value.Metadata.Uid!)
            .Select(ReconcileTrace.ContextOf)
            .FirstOrDefault(c => c is not null)
            is { } run
            ? run
            : ReconcileTrace.ContextOf(value);
}
