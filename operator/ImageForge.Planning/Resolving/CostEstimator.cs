using ImageForge.Api.GenerationJobs;

namespace ImageForge.Planning.Resolving;

/// <summary>What a job will cost before it runs.</summary>
internal static class CostEstimator
{
    /// <summary>Cents. Composing runs on the user's own machines and costs nothing, and nothing else is carried out yet.</summary>
    public static long Cents(GenerationJobSpec spec) =>
        spec.Polish?.Backend is null or PolishBackend.None
            ? 0
            : throw new InvalidOperationException("A back end without a price was let through.");
}
