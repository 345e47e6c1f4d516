using System.Text;
using ImageForge.Api.Core;
using ImageForge.Contracts;
using ImageForge.Planning;
using ImageForge.Planning.Pods;
using ImageForge.Runner;

namespace ImageForge.Cli.Local;

/// <summary>
/// In-memory children of one object. Creating a Job runs its plan immediately and results in a finished Job with its
/// pod.
/// </summary>
internal sealed class LocalChildren(IPlanRunner runner)
{
    private readonly List<ConfigMap> maps = [];
    private readonly List<Job> jobs = [];
    private readonly List<Pod> pods = [];
    private readonly HashSet<string> run = new(StringComparer.Ordinal);

    public IReadOnlyList<ConfigMap> ConfigMaps => [.. maps];

    public IReadOnlyList<Job> Jobs => [.. jobs];

    public IReadOnlyList<Pod> Pods => [.. pods];

    public async Task ApplyAsync(ChildAction action, CancellationToken cancellation)
    {
        switch (action)
        {
            case ChildAction.Create { Object: ConfigMap map }:
                maps.Add(map);
                break;
            case ChildAction.Create { Object: Job job }:
                await RunAsync(job, cancellation);
                break;
            case ChildAction.Delete delete:
                maps.RemoveAll(m => m.Metadata.Name == delete.Object.Metadata.Name && delete.Object is ConfigMap);
                jobs.RemoveAll(j => j.Metadata.Name == delete.Object.Metadata.Name && delete.Object is Job);
                break;
            default:
                throw new InvalidOperationException($"unsupported action without a cluster: {action.GetType().Name}");
        }
    }

    private async Task RunAsync(Job job, CancellationToken cancellation)
    {
        // Prevents an endless loop if a result is not accepted.
        if (!run.Add(job.Metadata.Name!))
        {
            throw new InvalidOperationException($"Job {job.Metadata.Name} has already run");
        }

        var map = maps.Single(m => m.Metadata.Name == job.Metadata.Name);
        var plan =
            PodPlanner.ReadPlan(map)
            ?? throw new InvalidOperationException($"ConfigMap {map.Metadata.Name} has no readable run plan");
        var outcome = await runner.RunAsync(plan, cancellation);
        var uid = job.Metadata.Name!;
        jobs.Add(job with { Metadata = job.Metadata with { Uid = uid }, Status = Finished(outcome) });
        pods.Add(Pod(uid, outcome));
    }

    private static JobStatus Finished(RunOutcome outcome) =>
        outcome.ExitCode == ExitCode.Done
            ? new JobStatus { Succeeded = 1, Conditions = [new() { Type = "Complete", Status = "True" }] }
            : new JobStatus
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

    private static Pod Pod(string job, RunOutcome outcome) =>
        new()
        {
            Metadata = new ObjectMeta
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
            Status = new PodStatus
            {
                Phase = outcome.ExitCode == ExitCode.Done ? "Succeeded" : "Failed",
                ContainerStatuses =
                [
                    new()
                    {
                        Name = PodPlanner.Container,
                        State = new ContainerState
                        {
                            Terminated = new ContainerStateTerminated
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
