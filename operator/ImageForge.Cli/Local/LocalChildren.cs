using System.Text;
using ImageForge.Contracts;
using ImageForge.Planning;
using ImageForge.Planning.Pods;
using ImageForge.Runner;
using k8s.Models;

namespace ImageForge.Cli.Local;

/// <summary>
/// In-memory children of one object. Creating a Job runs its plan immediately and results in a finished Job with its
/// pod.
/// </summary>
internal sealed class LocalChildren(IPlanRunner runner)
{
    private readonly List<V1ConfigMap> _maps = [];
    private readonly List<V1Job> _jobs = [];
    private readonly List<V1Pod> _pods = [];
    private readonly HashSet<string> _run = new(StringComparer.Ordinal);

    public IReadOnlyList<V1ConfigMap> ConfigMaps => [.. _maps];

    public IReadOnlyList<V1Job> Jobs => [.. _jobs];

    public IReadOnlyList<V1Pod> Pods => [.. _pods];

    public async Task ApplyAsync(ChildAction action, CancellationToken cancellation)
    {
        switch (action)
        {
            case ChildAction.Create { Object: V1ConfigMap map }:
                _maps.Add(map);
                break;
            case ChildAction.Create { Object: V1Job job }:
                await RunAsync(job, cancellation);
                break;
            case ChildAction.Delete delete:
                _maps.RemoveAll(m => m.Metadata.Name == delete.Object.Metadata.Name && delete.Object is V1ConfigMap);
                _jobs.RemoveAll(j => j.Metadata.Name == delete.Object.Metadata.Name && delete.Object is V1Job);
                break;
            default:
                throw new InvalidOperationException($"unsupported action without a cluster: {action.GetType().Name}");
        }
    }

    private async Task RunAsync(V1Job job, CancellationToken cancellation)
    {
        // Prevents an endless loop if a result is not accepted.
        if (!_run.Add(job.Metadata.Name!))
        {
            throw new InvalidOperationException($"Job {job.Metadata.Name} has already run");
        }

        var map = _maps.Single(m => m.Metadata.Name == job.Metadata.Name);
        var plan =
            PodPlanner.ReadPlan(map)
            ?? throw new InvalidOperationException($"ConfigMap {map.Metadata.Name} has no readable run plan");
        var outcome = await runner.RunAsync(plan, cancellation);
        var uid = job.Metadata.Name!;
        _jobs.Add(job with { Metadata = job.Metadata with { Uid = uid }, Status = Finished(outcome) });
        _pods.Add(Pod(uid, outcome));
    }

    private static V1JobStatus Finished(RunOutcome outcome) =>
        outcome.ExitCode == ExitCode.Done
            ? new V1JobStatus { Succeeded = 1, Conditions = [new() { Type = "Complete", Status = "True" }] }
            : new V1JobStatus
            {
                Failed = 1,
                Conditions =
                [
                    new()
                    {
                        Type = "Failed",
                        Status = "True",
                        // There are no retries without a cluster.
                        Reason = outcome.ExitCode is ExitCode.BadInput or ExitCode.Refused
                            ? "PodFailurePolicy"
                            : "BackoffLimitExceeded",
                    },
                ],
            };

    private static V1Pod Pod(string job, RunOutcome outcome) =>
        new()
        {
            Metadata = new V1ObjectMeta
            {
                Name = job,
                OwnerReferences =
                [
                    new()
                    {
                        ApiVersion = "batch/v1",
                        Kind = "Job",
                        Name = job,
                        Uid = job,
                        Controller = true,
                    },
                ],
            },
            Status = new V1PodStatus
            {
                Phase = outcome.ExitCode == ExitCode.Done ? "Succeeded" : "Failed",
                ContainerStatuses =
                [
                    new()
                    {
                        Name = PodPlanner.Container,
                        State = new V1ContainerState
                        {
                            Terminated = new V1ContainerStateTerminated
                            {
                                ExitCode = (int)outcome.ExitCode,
                                Message = Encoding.UTF8.GetString(outcome.Message.ToBytes()),
                            },
                        },
                    },
                ],
            },
        };
}
