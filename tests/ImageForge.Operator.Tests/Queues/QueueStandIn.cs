using System.Globalization;
using System.Text.Json.Nodes;
using ImageForge.Api.Common;
using ImageForge.Kube;
using ImageForge.Operator.Tests.Integration;
using ImageForge.Planning.Pods;
using k8s.Models;

namespace ImageForge.Operator.Tests.Queues;

/// <summary>
/// Does to Jobs what Kueue 0.19 was seen to do, without its webhook: holds those of the queue, admits what fits by
/// priority and age, preempts, and says so in Workloads in Kueue's words.
/// </summary>
internal sealed class QueueStandIn(Scenario scenario) : TestQueue(scenario)
{
    // Kueue's own definition has 1.4 MB; this is the part of it that is read and written here, in our words.
    private const string Definition = """
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: {name: workloads.kueue.x-k8s.io}
        spec:
          group: kueue.x-k8s.io
          scope: Namespaced
          names: {kind: Workload, listKind: WorkloadList, plural: workloads, singular: workload}
          versions:
          - name: v1beta2
            served: true
            storage: true
            subresources: {status: {}}
            schema:
              openAPIV3Schema:
                type: object
                properties:
                  spec:
                    type: object
                    properties:
                      queueName: {type: string}
                      podSets: {type: array, items: {type: object, x-kubernetes-preserve-unknown-fields: true}}
                  status:
                    type: object
                    properties:
                      conditions:
                        type: array
                        x-kubernetes-list-type: map
                        x-kubernetes-list-map-keys: [type]
                        items:
                          type: object
                          required: [lastTransitionTime, message, reason, status, type]
                          properties:
                            type: {type: string, maxLength: 316}
                            status: {type: string, enum: ["True", "False", Unknown]}
                            reason: {type: string, minLength: 1, maxLength: 1024}
                            message: {type: string, maxLength: 32768}
                            lastTransitionTime: {type: string, format: date-time}
                            observedGeneration: {type: integer, format: int64, minimum: 0}
        """;

    private readonly CancellationTokenSource _stop = new();
    private Task _running = Task.CompletedTask;

    public override async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        try
        {
            await _running;
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // As asked.
        }

        _stop.Dispose();
    }

    protected override async Task StartAsync()
    {
        await CreateAsync(Definitions, Definition);
        await UntilServedAsync();
        _running = Task.Run(() => RunAsync(_stop.Token), CancellationToken.None);
    }

    private async Task RunAsync(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                await LookAsync(cancellation);
            }
            catch (KubeException e) when (e.IsConflict || e.IsNotFound)
            {
                // Changed or deleted meanwhile: looked at again.
            }

            await Task.Delay(30, cancellation);
        }
    }

    private async Task LookAsync(CancellationToken cancellation)
    {
        var workloads = (await Scenario.ListAsync(Workloads)).ToDictionary(w => w.Metadata.OwnerReferences[0].Uid);
        var queued = new List<Entry>();
        foreach (var job in await Scenario.ListAsync(CoreResources.Jobs))
        {
            if (job.Metadata.DeletionTimestamp is null && Labels.Value(job, Labels.KueueQueue) == "studio")
            {
                var workload =
                    workloads.GetValueOrDefault(job.Metadata.Uid!) ?? await WithWorkloadAsync(job, cancellation);
                queued.Add(new Entry(job, workload));
            }
        }

        var ordered = queued
            .Where(e => !e.IsFinished)
            .OrderByDescending(e => e.IsHigh)
            .ThenBy(e => e.Job.Metadata.CreationTimestamp)
            .ToList();
        foreach (var entry in ordered)
        {
            await DecideAsync(entry, ordered, cancellation);
        }
    }

    private async Task DecideAsync(Entry entry, List<Entry> all, CancellationToken cancellation)
    {
        if (entry.IsAdmitted)
        {
            await SuspendAsync(entry.Job, false, cancellation);
            return;
        }

        await SuspendAsync(entry.Job, true, cancellation);
        if (entry.Gpus > Gpus)
        {
            await SayAsync(
                entry,
                cancellation,
                (
                    "QuotaReserved",
                    "False",
                    "ExceedsMaxQuota",
                    $"couldn't assign flavors to pod set main: insufficient quota for nvidia.com/gpu in flavor any, previously considered podsets requests (0) + current podset request ({entry.Gpus}) > maximum capacity ({Gpus})"
                )
            );
            return;
        }

        var others = all.Where(e => e.IsAdmitted).ToList();
        var missing = others.Sum(e => e.Millicores) + entry.Millicores - Millicores;
        if (missing <= 0)
        {
            await SayAsync(
                entry,
                cancellation,
                ("QuotaReserved", "True", "QuotaReserved", "Quota reserved in ClusterQueue studio"),
                ("Evicted", "False", "QuotaReserved", "Previously: Preempted"),
                ("Admitted", "True", "Admitted", "The workload is admitted")
            );
            entry.Admit();
            return;
        }

        if (entry.IsHigh && others.Find(e => !e.IsHigh) is { } victim)
        {
            var why =
                $"Preempted to accommodate a workload (UID: {entry.Workload.Metadata.Uid}, JobUID: {entry.Job.Metadata.Uid}) due to prioritization in the ClusterQueue";
            await SayAsync(
                victim,
                cancellation,
                ("Evicted", "True", "Preempted", why),
                ("Preempted", "True", "InClusterQueue", why),
                ("QuotaReserved", "False", "WaitingForQuota", why),
                ("Admitted", "False", "NoReservation", "The workload has no reservation")
            );
            victim.Withdraw();
            await SuspendAsync(victim.Job, true, cancellation);
            return;
        }

        await SayAsync(
            entry,
            cancellation,
            (
                "QuotaReserved",
                "False",
                "WaitingForQuota",
                $"couldn't assign flavors to pod set main: insufficient unused quota for cpu in flavor any, {missing}m more needed"
            )
        );
    }

    private async Task<Unstructured> WithWorkloadAsync(V1Job job, CancellationToken cancellation)
    {
        await SuspendAsync(job, true, cancellation);
        return await Scenario.Client.CreateAsync(
            Workloads,
            new Unstructured(
                new JsonObject
                {
                    ["apiVersion"] = "kueue.x-k8s.io/v1beta2",
                    ["kind"] = "Workload",
                    ["metadata"] = new JsonObject
                    {
                        ["name"] = $"job-{job.Metadata.Name}",
                        ["namespace"] = Scenario.Namespace,
                        ["labels"] = new JsonObject { ["kueue.x-k8s.io/job-uid"] = job.Metadata.Uid },
                        ["ownerReferences"] = new JsonArray(
                            new JsonObject
                            {
                                ["apiVersion"] = "batch/v1",
                                ["kind"] = "Job",
                                ["name"] = job.Metadata.Name,
                                ["uid"] = job.Metadata.Uid,
                                ["controller"] = true,
                            }
                        ),
                    },
                    ["spec"] = new JsonObject { ["queueName"] = "studio", ["podSets"] = new JsonArray() },
                }
            ),
            cancellation
        );
    }

    private Task SuspendAsync(V1Job job, bool suspend, CancellationToken cancellation) =>
        (job.Spec!.Suspend == true) == suspend
            ? Task.CompletedTask
            : Scenario.Client.MergePatchAsync(
                CoreResources.Jobs,
                ObjectKey.Of(job),
                new JsonObject { ["spec"] = new JsonObject { ["suspend"] = suspend } },
                cancellation
            );

    private async Task SayAsync(
        Entry entry,
        CancellationToken cancellation,
        params (string Type, string Status, string Reason, string Message)[] conditions
    )
    {
        var said = (entry.Workload.Json["status"]?["conditions"]?.DeepClone() as JsonArray ?? [])
            .Select(c => c!.AsObject())
            .ToDictionary(c => (string)c["type"]!);
        var before = string.Concat(said.Values.Select(c => $"{c["status"]}{c["reason"]}{c["message"]}"));
        foreach (var (type, status, reason, message) in conditions)
        {
            var changed = (string?)said.GetValueOrDefault(type)?["status"] != status;
            // An eviction that never was is not denied.
            if (type == "Evicted" && status == "False" && !said.ContainsKey(type))
            {
                continue;
            }

            said[type] = new JsonObject
            {
                ["type"] = type,
                ["status"] = status,
                ["reason"] = reason,
                ["message"] = message,
                ["lastTransitionTime"] = changed
                    ? TimeProvider.System.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture)
                    : said[type]["lastTransitionTime"]!.DeepClone(),
            };
        }

        if (before != string.Concat(said.Values.Select(c => $"{c["status"]}{c["reason"]}{c["message"]}")))
        {
            await Scenario.Client.PatchStatusAsync(
                Workloads,
                ObjectKey.Of(entry.Workload),
                new JsonObject
                {
                    ["status"] = new JsonObject
                    {
                        ["conditions"] = new JsonArray([.. said.Values.Select(c => c.DeepClone())]),
                    },
                },
                cancellation
            );
        }
    }

    /// <summary>A Job of the queue and its Workload.</summary>
    private sealed class Entry(V1Job job, Unstructured workload)
    {
        private bool? _decided;

        public V1Job Job => job;

        public Unstructured Workload => workload;

        public bool IsHigh => Labels.Value(job, Labels.KueuePriority) == "high";

        public bool IsFinished =>
            job.Status?.Conditions?.Any(c => c is { Type: "Complete" or "Failed", Status: "True" }) == true;

        public bool IsAdmitted =>
            _decided
            ?? (workload.Json["status"]?["conditions"] as JsonArray ?? []).Any(c =>
                (string?)c!["type"] == "Admitted" && (string?)c["status"] == "True"
            );

        public int Millicores => (int)(1000 * Request("cpu"));

        public int Gpus => (int)Request("nvidia.com/gpu");

        public void Admit() => _decided = true;

        public void Withdraw() => _decided = false;

        private decimal Request(string resource)
        {
            var resources = job.Spec!.Template.Spec!.Containers[0].Resources!;
            return
                resources.Requests?.TryGetValue(resource, out var asked) == true
                || resources.Limits?.TryGetValue(resource, out asked) == true
                ? QuantityText.Parse(asked!.ToString())
                : 0;
        }
    }
}
