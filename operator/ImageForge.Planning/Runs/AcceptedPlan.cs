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
    public static RunPlan? Find(string? uid, string? planHash, IReadOnlyList<V1ConfigMap> maps) =>
        maps.Where(map => map.Metadata.DeletionTimestamp is null)
            .OrderBy(map => map.Metadata.CreationTimestamp)
            .ThenBy(map => map.Metadata.Name, StringComparer.Ordinal)
            .Select(map => Read(uid, map))
            .OfType<RunPlan>()
            .OrderByDescending(plan => plan.PlanHash == planHash)
            .FirstOrDefault();

    /// <summary>Null for a ConfigMap that differs from the one this operator would write.</summary>
    private static RunPlan? Read(string? uid, V1ConfigMap map) =>
        PodPlanner.ReadPlan(map) is { } plan
        && plan.Delivery.Uid == uid
        && plan.PlanHash == PlanHasher.Hash(plan.Work)
        && map.Metadata.Name == ChildNames.Of(plan)
            ? plan
            : null;
}
