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
    // Read and verified once a version of an object, since every reconcile asks.
    private static readonly ConditionalWeakTable<V1ConfigMap, Verified> Plans = [];

    public static RunPlan? Find(string? uid, string? planHash, IReadOnlyList<V1ConfigMap> maps) =>
        maps.Where(map => map.Metadata.DeletionTimestamp is null)
            .OrderBy(map => map.Metadata.CreationTimestamp)
            .ThenBy(map => map.Metadata.Name, StringComparer.Ordinal)
            .Select(map => Plans.GetValue(map, Verified.Of).Plan)
            .OfType<RunPlan>()
            .Where(plan => plan.Delivery.Uid == uid)
            .OrderByDescending(plan => plan.PlanHash == planHash)
            .FirstOrDefault();

    /// <param name="Plan">Null for a ConfigMap that differs from the one this operator would write.</param>
    private sealed record Verified(RunPlan? Plan)
    {
        public static Verified Of(V1ConfigMap map) =>
            new(
                PodPlanner.ReadPlan(map) is { } plan
                && plan.PlanHash == PlanHasher.Hash(plan.Work)
                && map.Metadata.Name == ChildNames.Of(plan)
                    ? plan
                    : null
            );
    }
}
