using System.Text.Json;
using System.Text.Json.Nodes;
using ImageForge.Api;
using ImageForge.Api.AtmosphereProfiles;
using ImageForge.Api.Common;
using ImageForge.Api.GenerationJobs;
using ImageForge.Api.Storyboards;
using ImageForge.Api.Yaml;
using ImageForge.Planning.Jobs;
using ImageForge.Planning.Profiles;
using ImageForge.Planning.Statuses;
using ImageForge.Planning.Storyboards;
using ImageForge.Planning.Tests.Jobs;
using ImageForge.Planning.Tests.Storyboards;
using ImageForge.Testing.Data;
using k8s.Models;

namespace ImageForge.Planning.Tests.GitOps;

/// <summary>A state that a resource can be in, with the status that the deciders write.</summary>
/// <param name="Kind">Kind of the resource.</param>
/// <param name="Name">As in the table of docs/gitops.md.</param>
/// <param name="Resource">The resource as the API server returns it.</param>
internal sealed record State(string Kind, string Name, JsonObject Resource)
{
    public const string Deleting = "deleting";

    /// <summary>The text of the Ready condition; null before the first reconcile of a generation.</summary>
    public string? Message =>
        (long?)Resource["status"]!["observedGeneration"] != (long?)Resource["metadata"]!["generation"]
            ? null
            : (string?)
                Resource["status"]!["conditions"]!.AsArray().Single(c => (string?)c!["type"] == Conditions.Ready)![
                    "message"
                ];

    public override string ToString() => $"{Kind} {Name}";
}

/// <summary>All states that the three kinds can reach.</summary>
internal static class States
{
    private const string Board =
        """{"concurrency":2,"cleanup":{"childrenAfter":"0s"},"shots":[{"text":"She waits here."},{"text":"She waits on."}]}""";

    private static readonly DateTimeOffset Now = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    public static IReadOnlyList<State> All { get; } = [.. Jobs(), .. Boards(), .. Profiles()];

    private static IEnumerable<State> Jobs()
    {
        yield return New(GenerationJob.KindName, Json(Given.Job(World.Rain)));
        yield return Job("waiting", """{"compose":{"atmosphere":{"profileRef":{"name":"monsoon"}}}}""");
        yield return Job("rejected", """{"compose":{},"output":{"storage":{"uri":"hopsworks://lake"}}}""");
        yield return Job("queued");
        var limited = new World { Limit = "The limit of active jobs is reached (scheduling.maxActive: 500)." };
        limited.Settle();
        yield return Of("waiting-for-slot", limited.Job);
        yield return Job(
            "waiting-for-quota",
            """{"compose":{},"runner":{"queueName":"studio"}}""",
            world => world.Children[0] = world.Child with { Spec = world.Child.Spec! with { Suspend = true } }
        );
        yield return Job("blocked", change: world => world.Wait("ImagePullBackOff", "no such image"));
        yield return Job("running", change: world => world.StartPod());
        yield return Job("retrying", change: Retry);
        yield return Job("suspended", change: Suspend);
        yield return Job("failed", change: Fail);
        yield return Job("cancelled", change: world => world.Spec(s => s with { Cancel = true }));
        yield return Job("completed", change: Complete);

        var resumed = Settled(change: Suspend);
        resumed.Spec(s => s with { Suspend = false });
        yield return Of("resumed", resumed.Job);

        var cleaned = Settled("""{"compose":{},"cleanup":{"childrenAfter":"1h"}}""", Complete);
        cleaned.Now += TimeSpan.FromHours(2);
        cleaned.Settle();
        if (cleaned.Children.Count + cleaned.ConfigMaps.Count > 0)
        {
            throw new InvalidOperationException("The children were not deleted.");
        }

        yield return Of("cleaned-up", cleaned.Job);

        var edited = Settled(change: Complete);
        edited.Spec(s => s with { Cleanup = new() { ChildrenAfter = "2h" } });
        yield return Of("edited", edited.Job);

        var refused = Settled();
        yield return Of(
            "reconcile-error",
            refused.Job with
            {
                Status = JobDecider.Blocked(refused.Job, "exceeded quota", Now).Status,
            }
        );
        yield return Of("internal-error", Broken(Given.Job(World.Rain)));
        yield return Of("completed-internal-error", Broken(Settled(change: Complete).Job));
        yield return Of(State.Deleting, Gone(Settled(change: world => world.StartPod()).Job));

        static State Job(string name, string spec = World.Rain, Action<World>? change = null) =>
            Of(name, Settled(spec, change).Job);
    }

    private static IEnumerable<State> Boards()
    {
        yield return New(Storyboard.KindName, Json(Given.Storyboard(Board)));
        yield return Of("queued", Told().Board);
        var running = Told();
        running.End(0, JobState.Completed);
        yield return Of("running", Settled(running).Board);
        yield return Of("assembling", Drawn().Board);
        var retrying = Drawn();
        retrying.FailSheet();
        yield return Of("retrying", Settled(retrying).Board);
        var failed = Drawn();
        failed.FailSheet("BackoffLimitExceeded");
        yield return Of("failed-sheet", Settled(failed).Board);
        yield return Of("failed", Settled(Drawn(JobState.Failed, finish: true)).Board);
        yield return Of("cleaned-up", Drawn(finish: true).Board);
        var kept = Drawn(finish: true, keep: true);
        yield return Of("completed", kept.Board);
        yield return Of("edited", kept.Board with { Metadata = kept.Board.Metadata with { Generation = 2 } });

        var suspended = Told();
        Change(suspended, suspended.Board.Spec with { Suspend = true });
        yield return Of("suspended", Settled(suspended).Board);
        Change(suspended, suspended.Board.Spec with { Suspend = false });
        yield return Of("resumed", suspended.Board);
        var cancelled = Told();
        Change(cancelled, cancelled.Board.Spec with { Cancel = true });
        yield return Of("cancelled", Settled(cancelled).Board);

        var rejected = new BoardWorld(Board) { Cycle = ["chase-f01", "sea", "chase-f01"] };
        yield return Of("rejected", Settled(rejected).Board);
        var refused = Told();
        yield return Of(
            "reconcile-error",
            refused.Board with
            {
                Status = StoryboardDecider.Blocked(refused.Observe(), "exceeded quota").Status,
            }
        );
        yield return Of("internal-error", Broken(Given.Storyboard(Board)));
        yield return Of("completed-internal-error", Broken(kept.Board));
        yield return Of(State.Deleting, Gone(Told().Board));

        static void Change(BoardWorld world, StoryboardSpec spec) =>
            world.Board = world.Board with
            {
                Spec = spec,
                Metadata = world.Board.Metadata with { Generation = world.Board.Metadata.Generation + 1 },
            };

        static BoardWorld Settled(BoardWorld world)
        {
            world.Settle();
            return world;
        }

        static BoardWorld Told() => Settled(new BoardWorld(Board));

        static BoardWorld Drawn(JobState first = JobState.Completed, bool finish = false, bool keep = false)
        {
            var world = Settled(new BoardWorld(keep ? Board.Replace("0s", "1h", StringComparison.Ordinal) : Board));
            world.End(0, first);
            world.End(1, JobState.Completed);
            world.Settle();
            if (finish)
            {
                world.FinishSheet();
                world.Settle();
                if (world.ConfigMaps.Count != (keep ? 1 : 0))
                {
                    throw new InvalidOperationException("The children were not cleaned up as the spec says.");
                }
            }

            return world;
        }
    }

    private static IEnumerable<State> Profiles()
    {
        const string Rain = """{"overlays":[{"category":"weather","tag":"rain","image":{"builtin":"rain"}}]}""";
        var usable = Decided(Given.Profile(Rain));
        yield return New(AtmosphereProfile.KindName, Json(Given.Profile(Rain)));
        yield return Of("usable", usable);
        yield return Of(
            "unusable",
            Decided(Given.Profile(Rain.Replace("\"rain\"}}", "\"reign\"}}", StringComparison.Ordinal)))
        );
        yield return Of("edited", usable with { Metadata = usable.Metadata with { Generation = 2 } });
        yield return Of("internal-error", Broken(Given.Profile(Rain)));
        yield return Of(State.Deleting, Gone(usable));

        static AtmosphereProfile Decided(AtmosphereProfile profile) =>
            profile with
            {
                Status = ProfileDecider.Decide(new() { Profile = profile, Now = Now }, new OperatorDefaults()).Status,
            };
    }

    private static World Settled(string spec = World.Rain, Action<World>? change = null)
    {
        var world = new World(spec);
        world.Settle();
        if (change is not null)
        {
            change(world);
            world.Settle();
        }

        return world;
    }

    private static void Suspend(World world) => world.Spec(s => s with { Suspend = true });

    private static void Complete(World world)
    {
        world.StartPod();
        world.Settle();
        world.EndPod(0);
    }

    private static void Retry(World world)
    {
        world.StartPod();
        world.Settle();
        world.EndPod(1);
        world.CountFailure();
    }

    private static void Fail(World world)
    {
        world.StartPod();
        world.Settle();
        world.EndPod(1);
        world.CountFailure("BackoffLimitExceeded");
    }

    // As GuardedReconciler writes it.
    private static GenerationJob Broken(GenerationJob job) =>
        job with
        {
            Status = (job.Status ?? new GenerationJobStatus()) with
            {
                State = job.Status?.State ?? JobState.Pending,
                ObservedGeneration = job.Metadata.Generation ?? 0,
                Conditions = Error(job.Status?.Conditions, JobStates.IsTerminal(job.Status?.State)),
            },
        };

    private static Storyboard Broken(Storyboard board) =>
        board with
        {
            Status = (board.Status ?? new StoryboardStatus()) with
            {
                State = board.Status?.State ?? JobState.Pending,
                ObservedGeneration = board.Metadata.Generation ?? 0,
                Conditions = Error(board.Status?.Conditions, JobStates.IsTerminal(board.Status?.State)),
            },
        };

    private static AtmosphereProfile Broken(AtmosphereProfile profile) =>
        profile with
        {
            Status = new AtmosphereProfileStatus
            {
                ObservedGeneration = profile.Metadata.Generation ?? 0,
                Conditions = Error(null, hasEnded: false),
            },
        };

    private static IReadOnlyList<V1Condition> Error(IReadOnlyList<V1Condition>? conditions, bool hasEnded) =>
        InternalErrors.With(conditions, generation: 1, Now, hasEnded, "Internal operator error.");

    private static GenerationJob Gone(GenerationJob job) => job with { Metadata = Gone(job.Metadata) };

    private static Storyboard Gone(Storyboard board) => board with { Metadata = Gone(board.Metadata) };

    private static AtmosphereProfile Gone(AtmosphereProfile profile) =>
        profile with
        {
            Metadata = Gone(profile.Metadata),
        };

    private static V1ObjectMeta Gone(V1ObjectMeta metadata) => metadata with { DeletionTimestamp = Now.UtcDateTime };

    private static State Of(string name, GenerationJob job) => new(GenerationJob.KindName, name, Json(job));

    private static State Of(string name, Storyboard board) => new(Storyboard.KindName, name, Json(board));

    private static State Of(string name, AtmosphereProfile profile) =>
        new(AtmosphereProfile.KindName, name, Json(profile));

    private static JsonObject Json<T>(T resource) =>
        JsonSerializer.SerializeToNode(resource, ApiJson.Of<T>())!.AsObject();

    /// <summary>A resource that no operator has seen: the API server gives it the default status of its CRD.</summary>
    private static State New(string kind, JsonObject resource)
    {
        var file = Path.Combine(Checkout.Root, "crds", $"imageforge.dev_{kind.ToLowerInvariant()}s.yaml");
        var definition = YamlReader.Read(File.ReadAllText(file))[0].Value!;
        var schema = definition["spec"]!["versions"]![0]!["schema"]!["openAPIV3Schema"]!;
        resource["status"] = schema["properties"]!["status"]!["default"]!.DeepClone();
        return new(kind, "new", resource);
    }
}
