using System.Runtime.CompilerServices;
using ImageForge.Contracts.Plans;
using ImageForge.Planning.Naming;
using ImageForge.Planning.Pods;
using ImageForge.Planning.Resolving;
using ImageForge.Planning.Runs;
using k8s.Models;
using Xunit;

namespace ImageForge.Planning.Tests.Runs;

/// <summary>Which plan is taken from ConfigMaps, and what is remembered of it.</summary>
public sealed class AcceptedPlanTests
{
    [Fact]
    public void A_plan_is_read_once_a_ConfigMap_as_cached()
    {
        var map = Map("""{"compose":{}}""");
        var plan = Find(map);
        Assert.NotNull(plan);
        Assert.Same(plan, Find(map));
        // The cache holds another object after each change.
        var again = Find(Given.Cached(map));
        Assert.NotSame(plan, again);
        Assert.Equal(plan.PlanHash, again!.PlanHash);
    }

    [Fact]
    public void A_changed_ConfigMap_is_read_again()
    {
        var map = Map("""{"compose":{}}""");
        var plan = Find(map)!;
        var json = map.Data![PodPlanner.PlanFile];
        var delivered = Changed(json.Replace("s3://b", "s3://other", StringComparison.Ordinal));
        Assert.Equal("s3://b", plan.Delivery.Store.Uri);
        Assert.Equal("s3://other", Find(delivered)!.Delivery.Store.Uri);
        // Not the plan that its hash names.
        Assert.Null(
            Find(Changed(json.Replace(plan.PlanHash, $"sha256:{new string('0', 64)}", StringComparison.Ordinal)))
        );
        Assert.Null(Find(Changed("{")));
        Assert.Null(Find(map with { Data = null }));
        Assert.Null(Find(map with { Metadata = map.Metadata with { Name = "other" } }));
        Assert.Same(plan, Find(map));

        V1ConfigMap Changed(string changed)
        {
            Assert.NotEqual(json, changed);
            return map with { Data = new Dictionary<string, string> { [PodPlanner.PlanFile] = changed } };
        }
    }

    [Fact]
    public void Plans_that_were_read_last_are_kept_and_no_others()
    {
        var cached = Map("""{"compose":{}}""");
        var dropped = FindDropped();
        var old = Weak(cached);
        Collect();
        Assert.False(dropped.Map.IsAlive);
        ReadOthers(cached);

        Collect();
        Assert.False(dropped.Plan.IsAlive);
        Assert.False(old.IsAlive);
        Assert.NotNull(Find(cached));

        static void Collect()
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            GC.Collect();
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference Weak(V1ConfigMap map) => new(Find(map));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ReadOthers(V1ConfigMap map)
    {
        for (var i = 0; i < AcceptedPlan.MostKept; i++)
        {
            Find(Given.Cached(map));
        }
    }

    // Of its own, as above, so that no local variable of the test keeps the objects.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (WeakReference Map, WeakReference Plan) FindDropped()
    {
        var map = Map("""{"compose":{}}""");
        return (new(map), new(Find(map)!));
    }

    private static RunPlan? Find(V1ConfigMap map) => AcceptedPlan.Find(Given.Uid, null, [map]);

    private static V1ConfigMap Map(string spec)
    {
        var job = Given.Job(spec);
        var resolution = JobResolver.Resolve(job, null, new OperatorDefaults { StoreUri = "s3://b" });
        return PodPlanner.ConfigMap(Assert.IsType<Resolution.Ready>(resolution).Plan, Owners.Of(job));
    }
}
