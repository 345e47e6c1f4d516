using ImageForge.Api.Core;
using ImageForge.Api.GenerationJobs;
using ImageForge.Contracts.Plans;
using ImageForge.Planning.Naming;
using ImageForge.Planning.Pods;

namespace ImageForge.Planning.Jobs;

/// <summary>Finds the plan that a job was accepted with: what once runs is carried out, whatever its profile becomes.</summary>
internal static class AcceptedPlan
{
    public static RunPlan? Find(GenerationJob job, IReadOnlyList<ConfigMap> maps) =>
        maps.Where(map => map.Metadata.DeletionTimestamp is null)
            .OrderBy(map => map.Metadata.CreationTimestamp)
            .ThenBy(map => map.Metadata.Name, StringComparer.Ordinal)
            .Select(map => Read(job, map))
            .OfType<RunPlan>()
            .OrderByDescending(plan => plan.PlanHash == job.Status?.PlanHash)
            .FirstOrDefault();

    /// <summary>Null for a map that is not exactly the one this operator would write: the pod would read something else.</summary>
    private static RunPlan? Read(GenerationJob job, ConfigMap map) =>
        PodPlanner.ReadPlan(map) is { } plan
        && plan.Delivery.Uid == job.Metadata.Uid
        && plan.PlanHash == PlanHasher.Hash(plan.Work)
        && map.Metadata.Name == ChildNames.ForRun(plan.Delivery.Job, plan.Delivery.Uid, plan.PlanHash)
            ? plan
            : null;
}
