using ImageForge.Api.Common;
using ImageForge.Api.GenerationJobs;
using ImageForge.Contracts.Plans;
using ImageForge.Planning.Pods;

namespace ImageForge.Planning.Polish;

/// <summary>Run settings of a model that do not affect the image.</summary>
internal static class PolishDelivery
{
    /// <summary>Whether a job with a local back end requests a GPU, by runner.gpu or polish.provider.</summary>
    public static bool WantsGpu(GenerationJobSpec spec) =>
        (spec.Polish?.Provider ?? ExecutionProvider.Auto) switch
        {
            ExecutionProvider.Auto => PodHardware.HasGpu(spec.Runner),
            var provider => provider != ExecutionProvider.Cpu,
        };

    /// <summary>Adds the settings of a job to a delivery.</summary>
    public static DeliveryPlan With(DeliveryPlan delivery, GenerationJobSpec spec)
    {
        if (Backends.Of(spec.Polish) is null)
        {
            return delivery;
        }

        var provider = spec.Polish!.Provider ?? ExecutionProvider.Auto;
        return delivery with
        {
            Provider = provider == ExecutionProvider.Auto ? null : provider,
            OnGpuMissing = WantsGpu(spec) ? spec.Runner?.OnGpuMissing ?? GpuMissingPolicy.Fail : null,
            PolishSeconds = spec.Polish.Timeout is { } timeout
                ? (int)Math.Min(DurationText.Parse(timeout).TotalSeconds, int.MaxValue)
                : null,
        };
    }
}
