using System.Text.Json;
using System.Text.Json.Nodes;
using ImageForge.Api;
using ImageForge.DevCluster.Patching;
using ImageForge.DevCluster.Resources;
using ImageForge.DevCluster.Storage;
using k8s.Models;
using Microsoft.Extensions.Logging;

namespace ImageForge.DevCluster.Controllers;

/// <summary>Runs batch/v1 Jobs: gathers a job and its pods, lets <see cref="JobDecider"/> decide and applies the decision.</summary>
internal sealed class JobController(
    ObjectStore store,
    EventRecorder events,
    WorkloadOptions options,
    TimeProvider time,
    ILogger<JobController> logger
) : Controller(store, time, logger)
{
    private const string Manager = "kube-controller-manager";

    private static readonly EventSource Source = new("job-controller");
    private static readonly ServedResource Pods = BuiltinResources.All.First(r => r.Id == BuiltinResources.Pods);
    private static readonly ServedResource Resource = BuiltinResources.All.First(r => r.Id == BuiltinResources.Jobs);

    private readonly Dictionary<string, JobBackoff> _backoffs = [];

    // Jobs and pods must come in one order: a pod's change is looked at with its job as it was by then, or later.
    protected override ResourceId? Watched => null;

    protected override void Observe(StoreEvent change)
    {
        if (change.Resource == BuiltinResources.Jobs)
        {
            Queue.Add(change.Key());
        }
        else if (change.Resource == BuiltinResources.Pods)
        {
            if (Owner(change.Object) is { } owner)
            {
                Queue.AddAt(owner, Time.GetUtcNow() + options.JobDelay);
            }
            else if (change.Object.Finalizers().Contains(JobPod.TrackingFinalizer))
            {
                Queue.Add(change.Key());
            }
        }
    }

    protected override void Reconcile(ObjectKey key)
    {
        if (key.Resource == BuiltinResources.Pods)
        {
            ReleaseOrphan(key);
            return;
        }
        var pods = Store.List(BuiltinResources.Pods, key.Namespace).Where(p => Owner(p) == key).ToList();
        if (Store.Get(key) is not { } job)
        {
            foreach (var pod in pods)
            {
                ReleaseOrphan(pod.Key(BuiltinResources.Pods));
            }
            return;
        }
        // Pods of an earlier job of the same name are left to the garbage collector, which needs them released.
        foreach (var pod in pods.Where(p => p.Controller().Text("uid") != job.Uid()))
        {
            ReleaseOrphan(pod.Key(BuiltinResources.Pods));
        }
        Apply(key, job, Gather(job, pods.Where(p => p.Controller().Text("uid") == job.Uid())));
    }

    private JobObserved Gather(JsonObject job, IEnumerable<JsonObject> pods)
    {
        var typed = job.Deserialize(CoreJson.Of<V1Job>()) ?? throw new JsonException("a job is null");
        return new JobObserved
        {
            Job = typed,
            State = JobState.From(job, typed),
            Pods = [.. pods.Select(JobPod.From)],
            Backoff = _backoffs.GetValueOrDefault(job.Uid(), JobBackoff.None),
            FirstBackoff = options.JobBackoff,
        };
    }

    private void Apply(ObjectKey key, JsonObject job, JobObserved observed)
    {
        var decision = JobDecider.Decide(observed, Time.GetUtcNow());
        if (decision.State.IsFinished)
        {
            _backoffs.Remove(job.Uid());
        }
        else
        {
            _backoffs[job.Uid()] = decision.Backoff;
        }
        foreach (var pod in decision.Withdraw)
        {
            Release(key, pod);
            Delete(key, job, pod);
        }
        foreach (var pod in decision.Delete)
        {
            Delete(key, job, pod);
        }
        if (NamespaceContent.IsAccepted(Store, key.Namespace))
        {
            for (var i = 0; i < decision.Create; i++)
            {
                Create(job);
            }
        }
        WriteStatus(key, decision.State.ToJson(), job.Uid());
        foreach (var pod in decision.Release)
        {
            Release(key, pod);
        }
        foreach (var e in decision.Events)
        {
            events.Record(job, Source, e.Type, e.Reason, e.Message);
        }
        if (decision.DeleteJob)
        {
            ObjectDeletion.Begin(Store, key, PropagationPolicy.Foreground, isMeant: o => o.Uid() == job.Uid());
        }
        else if (decision.LookAgainAt is { } due)
        {
            Queue.AddAt(key, due);
        }
    }

    private void Create(JsonObject job)
    {
        var made = JobPodTemplate.NewPod(job);
        if (Pods.Rules.Forbidden(made) is { } why)
        {
            // Nothing is tried again: what is missing cannot be created here.
            var prefix = (string?)made["metadata"]!["generateName"];
            var message = $"Error creating: pods \"{prefix}\" is forbidden: {why}";
            events.Record(job, Source, "Warning", "FailedCreate", message);
            return;
        }
        var pod = Store.Create(BuiltinResources.Pods, made);
        events.Record(job, Source, "Normal", "SuccessfulCreate", $"Created pod: {pod.Name()}");
    }

    private void Delete(ObjectKey job, JsonObject owner, JobPod pod)
    {
        ObjectDeletion.Begin(Store, PodKey(job, pod), isMeant: o => o.Uid() == pod.Uid);
        events.Record(owner, Source, "Normal", "SuccessfulDelete", $"Deleted pod: {pod.Name}");
    }

    private void Release(ObjectKey job, JobPod pod) =>
        ObjectDeletion.RemoveFinalizer(Store, PodKey(job, pod), JobPod.TrackingFinalizer, pod.Uid);

    private void ReleaseOrphan(ObjectKey key) => ObjectDeletion.RemoveFinalizer(Store, key, JobPod.TrackingFinalizer);

    private void WriteStatus(ObjectKey key, JsonObject status, string uid) =>
        Store.Mutate(
            key,
            o =>
            {
                if (o.Uid() != uid)
                {
                    return null;
                }
                var before = o.Copy();
                o["status"] = status.DeepClone();
                return JsonNode.DeepEquals(o, before)
                    ? null
                    : FieldManager.Update(Resource, before, o, Manager, "status", Time.GetUtcNow());
            }
        );

    private static ObjectKey PodKey(ObjectKey job, JobPod pod) => new(BuiltinResources.Pods, job.Namespace, pod.Name);

    private static ObjectKey? Owner(JsonObject pod) =>
        pod.Controller() is { } owner && owner.Text("kind") == "Job"
            ? new ObjectKey(BuiltinResources.Jobs, pod.Namespace(), owner.Text("name") ?? "")
            : null;
}
