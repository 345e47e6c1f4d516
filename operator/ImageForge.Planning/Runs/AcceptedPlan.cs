using System.Runtime.CompilerServices;
using ImageForge.Contracts.Plans;
using ImageForge.Planning.Naming;
using ImageForge.Planning.Pods;
using k8s.Models;

namespace ImageForge.Planning.Runs;

/// <summary>
/// Finds the plan an object was accepted with. A running plan is not changed by later edits of the objects it refers
/// to.
/// </summary>
internal static class AcceptedPlan
{
    internal const int MostKept = 1024;

    // Read and verified once a version of an object, since every reconcile of a running job asks. Those that were read last
    // are kept: nobody asks for the plan of a finished job.
    private static readonly ConditionalWeakTable<V1ConfigMap, Verified> Plans = [];
    private static readonly RunPlan?[] Kept = new RunPlan?[MostKept];
    private static uint s_read;

    public static RunPlan? Find(string? uid, string? planHash, IReadOnlyList<V1ConfigMap> maps) =>
        maps.Where(map => map.Metadata.DeletionTimestamp is null)
            .OrderBy(map => map.Metadata.CreationTimestamp)
            .ThenBy(map => map.Metadata.Name, StringComparer.Ordinal)
            .Select(map => Plans.GetValue(map, static _ => new()).PlanOf(map))
            .OfType<RunPlan>()
            .Where(plan => plan.Delivery.Uid == uid)
            .OrderByDescending(plan => plan.PlanHash == planHash)
            .FirstOrDefault();

    private sealed class Verified
    {
        private WeakReference<RunPlan>? _plan;
        private bool _isForeign;

        /// <summary>Null for a ConfigMap that differs from the one this operator would write.</summary>
        public RunPlan? PlanOf(V1ConfigMap map)
        {
            if (_isForeign)
            {
                return null;
            }

            if (_plan?.TryGetTarget(out var known) == true)
            {
                return known;
            }

            if (
                PodPlanner.ReadPlan(map) is { } plan
                && plan.PlanHash == PlanHasher.Hash(plan.Work)
                && map.Metadata.Name == ChildNames.Of(plan)
            )
            {
                _plan = new(plan);
                Kept[Interlocked.Increment(ref s_read) % MostKept] = plan;
                return plan;
            }

            _isForeign = true;
            return null;
        }
    }
}
