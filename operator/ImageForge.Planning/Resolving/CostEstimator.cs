using ImageForge.Api.GenerationJobs;
using ImageForge.Planning.Polishing;

namespace ImageForge.Planning.Resolving;

/// <summary>Estimates the cost of a job.</summary>
internal static class CostEstimator
{
    /// <summary>Cost in cents. Composing and local models run on the cluster and cost 0.</summary>
    public static long Cents(GenerationJobSpec spec) =>
        !LocalBackends.Renders(spec.Polish) || LocalBackends.Has(spec.Polish!.Backend)
            ? 0
            : throw new InvalidOperationException("The back end has no price.");
}
