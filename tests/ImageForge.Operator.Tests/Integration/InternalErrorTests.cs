using System.Collections.Concurrent;
using ImageForge.Api;
using ImageForge.Api.Common;
using ImageForge.Kube;
using ImageForge.Runtime.Controllers;
using k8s;
using k8s.Models;
using Xunit;

namespace ImageForge.Operator.Tests.Integration;

/// <summary>A defect that one object brings to light: what throws is stood between the controllers and their reconcilers.</summary>
public class InternalErrorTests(ClusterFixture cluster)
{
    /// <summary>Before anything was decided, as a decider or a gatherer throws, or after all was written, as an applier may.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_defect_that_one_object_of_each_kind_shows_is_told_there_and_harms_no_other(bool after)
    {
        var faults = new Faults { After = after };
        await using var scenario = await Scenario.StartAsync(cluster, withOperator: false);
        await ApplyAsync(scenario, "bad");
        scenario.StartOperator(intercept: faults.Intercept);

        foreach (var kind in Kinds)
        {
            var said = await Scenario.UntilAsync(
                () => ReadAsync(scenario, kind, "bad"),
                o => Condition(o, Conditions.InternalError) is not null && o.ObservedGeneration == o.Generation,
                $"{kind} says so",
                o => string.Join("; ", o.Conditions.Select(c => $"{c.Type}={c.Status} {c.Message}"))
            );
            var error = Condition(said, Conditions.InternalError)!;
            Assert.Equal(("True", Reasons.InternalError), (error.Status, error.Reason));
            Assert.Contains("InvalidTimeZoneException: injected", error.Message, StringComparison.Ordinal);
            Assert.Equal("False", Condition(said, Conditions.Ready)?.Status);
            Assert.Equal(
                ("True", Reasons.InternalError),
                (Condition(said, Conditions.Stalled)?.Status, Condition(said, Conditions.Stalled)?.Reason)
            );
            Assert.Null(Condition(said, Conditions.Reconciling));
        }

        // Others go on meanwhile.
        await ApplyAsync(scenario, "good");
        await scenario.UntilAsync("good", JobState.Completed);
        await faults.TriedAsync(Kinds.Count, times: 3);
        if (!after)
        {
            // Written once, though each message differs.
            var versions = await Task.WhenAll(Kinds.Select(kind => ReadAsync(scenario, kind, "bad")));
            await faults.TriedAsync(Kinds.Count, times: 3);
            var again = await Task.WhenAll(Kinds.Select(kind => ReadAsync(scenario, kind, "bad")));
            Assert.Equal(versions.Select(v => v.Version), again.Select(v => v.Version));
        }

        var events = await Scenario.UntilAsync(
            () => scenario.ListAsync(CoreResources.Events),
            found => found.Count(e => e.Reason == Reasons.InternalError) >= Kinds.Count,
            "each is an event"
        );
        Assert.Equal(Kinds.Count, events.Count(e => e.Reason == Reasons.InternalError));

        // Once it works again nothing is left of it.
        faults.Are = false;
        foreach (var kind in Kinds)
        {
            await Scenario.UntilAsync(
                () => ReadAsync(scenario, kind, "bad"),
                o =>
                    Condition(o, Conditions.InternalError) is null
                    && Condition(o, Conditions.Ready)?.Reason != Reasons.InternalError
                    && Condition(o, Conditions.Stalled)?.Reason != Reasons.InternalError,
                $"{kind} says it no more"
            );
        }

        await scenario.UntilAsync("bad", JobState.Completed);
    }

    [Fact]
    public async Task A_job_that_has_ended_stays_what_it_is()
    {
        var faults = new Faults { Are = false };
        await using var scenario = await Scenario.StartAsync(cluster, withOperator: false);
        scenario.StartOperator(intercept: faults.Intercept);
        await scenario.ApplyAsync("bad", Scenario.Rain);
        await scenario.UntilAsync("bad", JobState.Completed);
        faults.Are = true;
        await scenario.PatchSpecAsync("bad", """{"cleanup":{"childrenAfter":"2h"}}""");

        var said = await Scenario.UntilAsync(
            () => ReadAsync(scenario, "GenerationJob", "bad"),
            o => Condition(o, Conditions.InternalError) is not null,
            "the job says so"
        );
        Assert.Equal("True", Condition(said, Conditions.Ready)?.Status);
        Assert.Null(Condition(said, Conditions.Stalled));
        Assert.Equal(JobState.Completed, (await scenario.JobAsync("bad")).Status!.State);

        faults.Are = false;
        await Scenario.UntilAsync(
            () => ReadAsync(scenario, "GenerationJob", "bad"),
            o => Condition(o, Conditions.InternalError) is null,
            "the job says it no more"
        );
    }

    private static readonly IReadOnlyList<string> Kinds = ["GenerationJob", "Storyboard", "AtmosphereProfile"];

    private static async Task ApplyAsync(Scenario scenario, string name)
    {
        await scenario.ProfileAsync(name, """{"camera":{"colorTemp":7000}}""");
        await scenario.ApplyAsync(name, Scenario.Rain);
        await scenario.BoardAsync(
            name,
            """{"scene":"Rain falls on the tram at night.","frames":1,"suspend":true,"template":{"seed":3}}"""
        );
    }

    private static V1Condition? Condition(Seen value, string type) =>
        value.Conditions.FirstOrDefault(c => c.Type == type);

    private static async Task<Seen> ReadAsync(Scenario scenario, string kind, string name)
    {
        var key = new ObjectKey(scenario.Namespace, name);
        return kind switch
        {
            "GenerationJob" when await scenario.Client.GetAsync(ApiResources.GenerationJobs, key, default) is var job =>
                new(job, job.Status?.ObservedGeneration, job.Status?.Conditions),
            "Storyboard" when await scenario.Client.GetAsync(ApiResources.Storyboards, key, default) is var board =>
                new(board, board.Status?.ObservedGeneration, board.Status?.Conditions),
            _ when await scenario.Client.GetAsync(ApiResources.AtmosphereProfiles, key, default) is var profile => new(
                profile,
                profile.Status?.ObservedGeneration,
                profile.Status?.Conditions
            ),
            _ => throw new InvalidOperationException(kind),
        };
    }

    private sealed class Seen(
        IKubernetesObject<V1ObjectMeta> value,
        long? observed,
        IReadOnlyList<V1Condition>? conditions
    )
    {
        public string? Version => value.Metadata.ResourceVersion;

        public long? Generation => value.Metadata.Generation;

        public long? ObservedGeneration => observed;

        public IReadOnlyList<V1Condition> Conditions => conditions ?? [];
    }

    /// <summary>Throws for every object named "bad", with another message each time.</summary>
    private sealed class Faults
    {
        private readonly ConcurrentDictionary<IReconciler, int> _tries = new();

        public bool Are { get; set; } = true;

        public bool After { get; init; }

        public IReconciler Intercept(IReconciler inner) => new Reconciler(this, inner);

        public async Task TriedAsync(int reconcilers, int times)
        {
            var wanted = _tries.ToDictionary(t => t.Key, t => t.Value + times);
            await Scenario.UntilAsync(
                () => Task.FromResult(wanted.Count == reconcilers && wanted.All(w => _tries[w.Key] >= w.Value)),
                tried => tried,
                $"all are tried {times} times more"
            );
        }

        private sealed class Reconciler(Faults faults, IReconciler inner) : IReconciler
        {
            public async Task<ReconcileResult> ReconcileAsync(ObjectKey key, CancellationToken cancellation)
            {
                var isBad = faults.Are && key.Name.StartsWith("bad", StringComparison.Ordinal);
                var result = !isBad || faults.After ? await inner.ReconcileAsync(key, cancellation) : default;
                return isBad
                    ? throw new InvalidTimeZoneException(
                        $"injected {faults._tries.AddOrUpdate(inner, 1, (_, n) => n + 1)}"
                    )
                    : result;
            }
        }
    }
}
