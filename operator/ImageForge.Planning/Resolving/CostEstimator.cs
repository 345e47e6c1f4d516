using ImageForge.Api.GenerationJobs;
using ImageForge.Planning.Polishing;

namespace ImageForge.Planning.Resolving;

/// <summary>What a job will cost before it runs.</summary>
internal static class CostEstimator
{
    /// <summary>Cents. Composing and local models run on the user's own machines and cost nothing; nothing else is carried out yet.</summary>
    public static long Cents(GenerationJobSpec spec) =>
        !LocalBackends.Renders(spec.Polish) || LocalBackends.Has(spec.Polish!.Backend)
            ? 0
            : throw new InvalidOperationException("A back end without a price was let through.");
}
