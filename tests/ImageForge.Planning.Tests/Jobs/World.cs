using System.Text;
using System.Text.Json;
using ImageForge.Api;
using ImageForge.Api.AtmosphereProfiles;
using ImageForge.Api.GenerationJobs;
using ImageForge.Contracts.Plans;
using ImageForge.Contracts.Results;
using ImageForge.Planning.Jobs;
using ImageForge.Planning.Pods;
using ImageForge.Planning.Runs;
using k8s.Models;
using Xunit;

namespace ImageForge.Planning.Tests.Jobs;

/// <summary>A cluster in miniature: applies plans to what is observed, and lets things happen to a job's children.</summary>
internal sealed class World
{
    public const string Rain = """{"compose":{"signals":[{"category":"weather","tag":"rain","score":-0.8}]}}""";

    private int _uid;

    public World(string spec = Rain)
    {
        Job = Given.Job(spec);
    }

    public OperatorDefaults Defaults { get; init; } = new() { StoreUri = "s3://studio/renders", AllowFileUris = true };

    public GenerationJob Job { get; set; }

    public AtmosphereProfile? Profile { get; set; }

    public IReadOnlyList<string>? Cycle { get; set; }

    public List<V1ConfigMap> ConfigMaps { get; } = [];

    public List<V1Job> Children { get; } = [];

    public List<V1Pod> Pods { get; } = [];

    /// <summary>What the caches hold, if they are behind.</summary>
    public (IReadOnlyList<V1Job> Children, IReadOnlyList<V1Pod> Pods)? Cached { get; set; }

    public PodRefusal? PodRefusal { get; set; }

    public string? MountFailure { get; set; }

    public Workload? Workload { get; set; }
    public string? Limit { get; set; }

    public Progress? Progress { get; set; }

    public DateTimeOffset? ProgressWritten { get; set; }

    public DateTimeOffset Now { get; set; } = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    public List<PlannedEvent> Events { get; } = [];

    public bool Deleted { get; private set; }

    public GenerationJobStatus Status => Job.Status!;

    public V1Job Child => Assert.Single(Children);

    public RunPlan RunPlan => PodPlanner.ReadPlan(Assert.Single(ConfigMaps))!;

    public JobObserved Observe() =>
        new()
        {
            Job = Job,
            Profile = Profile,
            Cycle = Cycle,
            ConfigMaps = [.. ConfigMaps.Select(Given.Cached)],
            Children = [.. (Cached?.Children ?? Children).Select(Given.Cached)],
            Pods = [.. (Cached?.Pods ?? Pods).Select(Given.Cached)],
            PodRefusal = PodRefusal,
            MountFailure = MountFailure,
            Workload = Workload,
            Limit = Limit,
            Progress = Progress,
            ProgressWritten = ProgressWritten,
            Now = Now,
        };

    public Plan<GenerationJobStatus> Decide() => JobDecider.Decide(Observe(), Defaults);

    /// <summary>Decides and applies until nothing changes; returns the last decision but for its children those of all.</summary>
    /// <param name="crashAfter">Plans of which only that many steps are carried out (the status is the last), one fewer each time.</param>
    public Plan<GenerationJobStatus> Settle(int crashAfter = 0)
    {
        var children = new List<ChildAction>();
        for (var round = 0; ; round++)
        {
            Assert.True(round < 12, "the decisions never come to rest");
            var plan = Decide();
            if (crashAfter > 0)
            {
                crashAfter--;
                foreach (var action in plan.Children.Take(crashAfter))
                {
                    Apply(action);
                }

                continue;
            }

            children.AddRange(plan.Children);
            if (!Apply(plan))
            {
                return plan with { Children = children };
            }
        }
    }

    public string? Condition(string type) => Status.Conditions?.FirstOrDefault(c => c.Type == type)?.Status;

    public V1Condition Get(string type) => Status.Conditions!.Single(c => c.Type == type);

    public void Spec(Func<GenerationJobSpec, GenerationJobSpec> change) =>
        Job = Job with
        {
            Spec = change(Job.Spec),
            Metadata = Job.Metadata with { Generation = Job.Metadata.Generation + 1 },
        };

    public void StartPod() => Put(new V1ContainerState { Running = new() { StartedAt = Now.UtcDateTime } }, "Running");

    public void Wait(string reason, string? message = null) =>
        Put(
            new V1ContainerState
            {
                Waiting = new() { Reason = reason, Message = message },
            },
            "Pending"
        );

    /// <summary>The runner ends; with exit code 0 and nothing else given it leaves what a runner of this plan leaves.</summary>
    public void EndPod(int exitCode, TerminationMessage? message = null, string? text = null, string? reason = null)
    {
        message ??= exitCode == 0 ? Result() : null;
        text ??= message is null ? null : Encoding.UTF8.GetString(message.ToBytes());
        Pods[^1] = WithState(
            Pods[^1],
            new V1ContainerState
            {
                Terminated = new()
                {
                    ExitCode = exitCode,
                    Message = text,
                    Reason = reason,
                },
            },
            exitCode == 0 ? "Succeeded" : "Failed"
        );
    }

    /// <summary>The pod is disrupted: evicted, preempted or drained.</summary>
    public void Evict()
    {
        EndPod(137);
        Pods[^1] = Pods[^1] with
        {
            Status = Pods[^1].Status! with
            {
                Conditions =
                [
                    new V1PodCondition
                    {
                        Type = "DisruptionTarget",
                        Status = "True",
                        Reason = "EvictionByEvictionAPI",
                        Message = "Eviction API: evicting",
                    },
                ],
            },
        };
    }

    /// <summary>The kubelet stops the pod at its own deadline.</summary>
    public void PassDeadline()
    {
        EndPod(143);
        Pods[^1] = Pods[^1] with
        {
            Status = Pods[^1].Status! with
            {
                Reason = "DeadlineExceeded",
                Message = "Pod was active on the node longer than the specified deadline",
            },
        };
    }

    /// <summary>
    /// What the Job controller does a moment after a pod has failed, in the order that was recorded: it lists the pod, and
    /// says if that is the end; then it counts it, and the Job has failed.
    /// </summary>
    public void CountFailure(string? jobFails = null)
    {
        NoticeFailure(jobFails);
        FinishFailure();
    }

    /// <summary>The first half of <see cref="CountFailure"/>.</summary>
    public void NoticeFailure(string? jobFails = null) =>
        ChangeChild(s =>
            s with
            {
                Active = null,
                UncountedTerminatedPods = new() { Failed = [Pods.LastOrDefault()?.Metadata.Uid ?? "gone"] },
                Conditions = jobFails is null ? null : [Happened("FailureTarget", jobFails)],
            }
        );

    /// <summary>The second half of <see cref="CountFailure"/>.</summary>
    public void FinishFailure() =>
        ChangeChild(s =>
            s with
            {
                Failed = (s.Failed ?? 0) + 1,
                UncountedTerminatedPods = null,
                Conditions = s.Conditions is [{ Reason: { } reason }, ..]
                    ? [.. s.Conditions, Happened("Failed", reason)]
                    : null,
            }
        );

    /// <summary>The Job controller ends the Job, which has no pod.</summary>
    public void EndJob(string reason) => ChangeChild(s => s with { Conditions = [Happened("Failed", reason)] });

    /// <summary>The Job controller begins with the Job, which is not suspended or no longer.</summary>
    public void BeginJob() => ChangeChild(s => s with { StartTime = Now.UtcDateTime });

    /// <summary>The queue holds the Job; a pod that it has is stopped, and no longer tracked.</summary>
    public void SuspendJob()
    {
        Children[0] = Child with { Spec = Child.Spec! with { Suspend = true } };
        ChangeChild(s =>
            s with
            {
                StartTime = null,
                Active = null,
                Conditions = [Happened("Suspended", "JobSuspended")],
            }
        );
        if (Pods.LastOrDefault() is { Status.Phase: "Pending" or "Running" } pod)
        {
            Pods[^1] = pod with { Metadata = pod.Metadata with { DeletionTimestamp = Now.UtcDateTime } };
        }
    }

    /// <summary>The queue admits the Job.</summary>
    public void ResumeJob()
    {
        Children[0] = Child with { Spec = Child.Spec! with { Suspend = false } };
        ChangeChild(s =>
            s with
            {
                StartTime = Now.UtcDateTime,
                Conditions = [Happened("Suspended", "JobResumed") with { Status = "False" }],
            }
        );
    }

    /// <summary>The scheduler finds no node.</summary>
    public void Unschedulable(string message)
    {
        Wait("ContainerCreating");
        Pods[^1] = Pods[^1] with
        {
            Status = Pods[^1].Status! with
            {
                ContainerStatuses = null,
                Conditions =
                [
                    new V1PodCondition
                    {
                        Type = "PodScheduled",
                        Status = "False",
                        Reason = "Unschedulable",
                        Message = message,
                    },
                ],
            },
        };
    }

    /// <summary>The Job controller sees a disrupted pod, which counts nothing.</summary>
    public void NoticeDisruption() => ChangeChild(s => s with { Active = null });

    /// <summary>The Job controller has created the next pod, which is not seen yet.</summary>
    public void Replace() => ChangeChild(s => s with { Active = 1 });

    public void Complete() =>
        Children[0] = Child with
        {
            Status = new V1JobStatus
            {
                Succeeded = 1,
                CompletionTime = Now.UtcDateTime,
                Conditions = [Happened("Complete", null)],
            },
        };

    public TerminationMessage Result(params Warning[] warnings) =>
        new()
        {
            PlanHash = RunPlan.PlanHash,
            Manifest = new ManifestRef(RunPlan.Delivery.ManifestKey, new string('a', 64)),
            Artifacts =
            [
                .. RunPlan.Delivery.Keys.Select(_ => new ArtifactDigest(new string('b', 64), 1000, 1024, 1024)),
            ],
            Warnings = warnings.Length == 0 ? null : warnings,
        };

    public static bool Same(GenerationJobStatus? a, GenerationJobStatus? b) =>
        JsonSerializer.Serialize(a!, ApiJson.Of<GenerationJobStatus>())
        == JsonSerializer.Serialize(b!, ApiJson.Of<GenerationJobStatus>());

    private void ChangeChild(Func<V1JobStatus, V1JobStatus> change) =>
        Children[0] = Child with { Status = change(Child.Status ?? new V1JobStatus()) };

    private V1JobCondition Happened(string type, string? reason) =>
        new()
        {
            Type = type,
            Status = "True",
            Reason = reason,
            LastTransitionTime = Now.UtcDateTime,
        };

    private void Put(V1ContainerState state, string phase)
    {
        var uid = Child.Metadata.Uid;
        Replace();
        if (
            Pods.LastOrDefault() is not { Status.Phase: "Pending" or "Running" } pod
            || pod.Metadata.OwnerReferences![0].Uid != uid
        )
        {
            Pods.Add(
                new V1Pod
                {
                    Metadata = new V1ObjectMeta
                    {
                        Name = $"{Child.Metadata.Name}-{++_uid}",
                        Uid = $"pod-{_uid}",
                        CreationTimestamp = Now.UtcDateTime,
                        Labels = Child.Spec!.Template.Metadata!.Labels,
                        OwnerReferences =
                        [
                            new V1OwnerReference
                            {
                                ApiVersion = "batch/v1",
                                Kind = "Job",
                                Name = Child.Metadata.Name!,
                                Uid = uid!,
                                Controller = true,
                            },
                        ],
                    },
                    Spec = Child.Spec.Template.Spec,
                }
            );
        }

        Pods[^1] = WithState(Pods[^1], state, phase);
    }

    private static V1Pod WithState(V1Pod pod, V1ContainerState state, string phase) =>
        pod with
        {
            Status = new V1PodStatus
            {
                Phase = phase,
                PodIP = "127.0.0.9",
                ContainerStatuses = [new V1ContainerStatus { Name = PodPlanner.Container, State = state }],
            },
        };

    private bool Apply(Plan<GenerationJobStatus> plan)
    {
        Events.AddRange(plan.Events);
        // A warning names the fault in the words of the condition that states it.
        Assert.All(
            plan.Events.Where(e => e.Warning),
            e => Assert.Contains(plan.Status!.Conditions!, c => c.Message.Contains(e.Note, StringComparison.Ordinal))
        );
        Deleted |= plan.DeleteSelf;
        foreach (var action in plan.Children)
        {
            Apply(action);
        }

        if (plan.Status is null || Same(plan.Status, Job.Status))
        {
            Assert.Empty(plan.Events);
            return plan.Children.Count > 0;
        }

        ProgressWritten = plan.Status.Progress == Job.Status?.Progress ? ProgressWritten : Now;
        Job = Job with { Status = plan.Status };
        return true;
    }

    private void Apply(ChildAction action)
    {
        switch (action)
        {
            case ChildAction.Create { Object: V1ConfigMap map }:
                Assert.DoesNotContain(ConfigMaps, m => m.Metadata.Name == map.Metadata.Name);
                ConfigMaps.Add(map with { Metadata = Born(map.Metadata) });
                break;
            case ChildAction.Create { Object: V1Job child }:
                Assert.DoesNotContain(Children, c => c.Metadata.Name == child.Metadata.Name);
                Children.Add(child with { Metadata = Born(child.Metadata) });
                break;
            case ChildAction.Delete { Object: V1ConfigMap map }:
                Assert.Equal(1, ConfigMaps.RemoveAll(m => m.Metadata.Uid == map.Metadata.Uid));
                break;
            case ChildAction.Delete { Object: V1Job child }:
                Assert.Equal(1, Children.RemoveAll(c => c.Metadata.Uid == child.Metadata.Uid));
                Pods.RemoveAll(p => p.Metadata.OwnerReferences![0].Uid == child.Metadata.Uid);
                break;
            default:
                Assert.Fail($"a job has no business with {action}");
                break;
        }
    }

    private V1ObjectMeta Born(V1ObjectMeta meta) =>
        meta with
        {
            Uid = $"uid-{++_uid}",
            CreationTimestamp = Now.UtcDateTime,
        };
}
