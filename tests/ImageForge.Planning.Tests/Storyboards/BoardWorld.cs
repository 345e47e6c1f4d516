using System.Text.Json;
using ImageForge.Api;
using ImageForge.Api.Common;
using ImageForge.Api.GenerationJobs;
using ImageForge.Api.Storyboards;
using ImageForge.Contracts.Plans;
using ImageForge.Contracts.Results;
using ImageForge.Planning.Pods;
using ImageForge.Planning.Storyboards;
using k8s.Models;
using Xunit;

namespace ImageForge.Planning.Tests.Storyboards;

/// <summary>A cluster in miniature around one storyboard.</summary>
internal sealed class BoardWorld(string spec, OperatorDefaults? defaults = null)
{
    private readonly OperatorDefaults _defaults =
        defaults ?? new() { StoreUri = "s3://studio/renders", AllowFileUris = true };
    private int _uid;

    public DateTimeOffset Now { get; set; } = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    public Storyboard Board { get; set; } = Given.Storyboard(spec);

    public List<GenerationJob> Frames { get; } = [];

    public List<V1ConfigMap> ConfigMaps { get; } = [];

    public List<V1Job> Children { get; } = [];

    public List<V1Pod> Pods { get; } = [];

    public StoryboardStatus Status => Board.Status!;

    public AssembleWork Sheet => (AssembleWork)PodPlanner.ReadPlan(Assert.Single(ConfigMaps))!.Work;

    public IReadOnlyList<string>? Cycle { get; set; }

    /// <summary>Frames that the API server refuses, by name, and what it says.</summary>
    public Dictionary<string, string> Refusing { get; } = [];

    /// <summary>Names of frames that were asked for, each time.</summary>
    public List<string> Asked { get; } = [];

    public List<PlannedEvent> Events { get; } = [];

    public Plan<StoryboardStatus> Settle()
    {
        for (var round = 0; ; round++)
        {
            Assert.True(round < 5, "the decisions never come to rest");
            var plan = Decide([]);
            var refused = new Dictionary<string, string>();
            foreach (var action in plan.Children)
            {
                Apply(action, refused);
            }

            var written = refused.Count == 0 ? plan : Decide(refused);
            if (plan.Children.Count == 0 && (plan.Status is null || Json(plan.Status) == Json(Board.Status)))
            {
                return plan;
            }

            Events.AddRange(written.Events);
            Board = Board with { Status = written.Status ?? Board.Status };
        }
    }

    public StoryboardObserved Observe(IReadOnlyDictionary<string, string>? refused = null) =>
        new()
        {
            Board = Board,
            Frames = [.. Frames],
            ConfigMaps = [.. ConfigMaps.Select(Given.Cached)],
            Children = [.. Children.Select(Given.Cached)],
            Pods = [.. Pods.Select(Given.Cached)],
            Refused = refused ?? new Dictionary<string, string>(),
            Cycle = Cycle,
            Now = Now,
        };

    private Plan<StoryboardStatus> Decide(Dictionary<string, string> refused) =>
        StoryboardDecider.Decide(Observe(refused), _defaults);

    public void End(int index, JobState state) =>
        Frames[index] = Frames[index] with
        {
            Status = new GenerationJobStatus
            {
                State = state,
                Conditions =
                [
                    new V1Condition
                    {
                        Type = Conditions.Ready,
                        Status = state == JobState.Completed ? "True" : "False",
                        Reason = "R",
                        Message = $"frame {index} is {state}",
                        LastTransitionTime = Now.UtcDateTime,
                    },
                ],
                Artifacts =
                    state != JobState.Completed
                        ? null
                        :
                        [
                            new ArtifactStatus
                            {
                                Key = $"frame-{index}.png",
                                Sha256 = new string('c', 64),
                                Bytes = 5,
                                Width = 1280,
                                Height = 720,
                                Format = ImageFormat.Png,
                                Variant = 0,
                                Seed = 7,
                            },
                        ],
            },
        };

    public void FinishSheet()
    {
        var plan = PodPlanner.ReadPlan(Assert.Single(ConfigMaps))!;
        var message = new TerminationMessage
        {
            PlanHash = plan.PlanHash,
            Manifest = new ManifestRef(plan.Delivery.ManifestKey, new string('a', 64)),
            Artifacts = [new ArtifactDigest(new string('d', 64), 99, 1440, 270)],
        };
        EndPod("Succeeded", 0, System.Text.Encoding.UTF8.GetString(message.ToBytes()));
    }

    /// <summary>The pod of the contact sheet fails and is counted.</summary>
    /// <param name="jobFails">Why its Job fails with it; null if Kubernetes starts another pod.</param>
    public void FailSheet(string? jobFails = null)
    {
        EndPod("Failed", 1, null);
        Children[0] = Children[0] with
        {
            Status = new V1JobStatus
            {
                Failed = 1,
                Conditions = jobFails is null
                    ? null
                    :
                    [
                        new V1JobCondition
                        {
                            Type = "Failed",
                            Status = "True",
                            Reason = jobFails,
                            LastTransitionTime = Now.UtcDateTime,
                        },
                    ],
            },
        };
    }

    private void EndPod(string phase, int exitCode, string? message)
    {
        var child = Assert.Single(Children);
        Pods.Add(
            new V1Pod
            {
                Metadata = new V1ObjectMeta
                {
                    Name = "sheet",
                    Uid = "sheet",
                    OwnerReferences =
                    [
                        new V1OwnerReference
                        {
                            ApiVersion = "batch/v1",
                            Kind = "Job",
                            Name = child.Metadata.Name!,
                            Uid = child.Metadata.Uid!,
                            Controller = true,
                        },
                    ],
                },
                Status = new V1PodStatus
                {
                    Phase = phase,
                    ContainerStatuses =
                    [
                        new V1ContainerStatus
                        {
                            Name = PodPlanner.Container,
                            State = new V1ContainerState
                            {
                                Terminated = new() { ExitCode = exitCode, Message = message },
                            },
                        },
                    ],
                },
            }
        );
    }

    private static string Json(StoryboardStatus? status) =>
        status is null ? "" : JsonSerializer.Serialize(status, ApiJson.Of<StoryboardStatus>());

    private void Apply(ChildAction action, Dictionary<string, string> refused)
    {
        switch (action)
        {
            case ChildAction.Apply { Job: var frame } when Refusing.TryGetValue(frame.Metadata.Name!, out var said):
                Asked.Add(frame.Metadata.Name!);
                refused[frame.Metadata.Name!] = said;
                break;
            case ChildAction.Apply { Job: var frame }:
                var at = Frames.FindIndex(f => f.Metadata.Name == frame.Metadata.Name);
                if (at < 0)
                {
                    Frames.Add(frame with { Metadata = frame.Metadata with { Uid = $"frame-{++_uid}" } });
                }
                else
                {
                    Frames[at] = Frames[at] with
                    {
                        Spec = frame.Spec,
                        // One manager owns them all, so that what is left out is taken away.
                        Metadata = Frames[at].Metadata with
                        {
                            Annotations = frame.Metadata.Annotations,
                        },
                    };
                }

                break;
            case ChildAction.Create { Object: V1ConfigMap map }:
                ConfigMaps.Add(map with { Metadata = map.Metadata with { Uid = $"map-{++_uid}" } });
                break;
            case ChildAction.Create { Object: V1Job job }:
                Children.Add(job with { Metadata = job.Metadata with { Uid = $"job-{++_uid}" } });
                break;
            case ChildAction.Delete { Object: V1ConfigMap map }:
                ConfigMaps.RemoveAll(m => m.Metadata.Uid == map.Metadata.Uid);
                break;
            case ChildAction.Delete { Object: V1Job job }:
                Children.RemoveAll(c => c.Metadata.Uid == job.Metadata.Uid);
                break;
            default:
                Assert.Fail($"a storyboard has no business with {action}");
                break;
        }
    }
}
