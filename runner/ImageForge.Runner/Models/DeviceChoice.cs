using ImageForge.Contracts.Plans;
using ImageForge.Contracts.Results;
using ImageForge.Inference.Errors;
using ImageForge.Inference.Onnx;

namespace ImageForge.Runner.Models;

/// <summary>What models are run on.</summary>
/// <param name="Choice">What sessions are asked to run on.</param>
/// <param name="Report">What that is, as found out by running a model.</param>
/// <param name="Warnings">What is not as it was asked for.</param>
internal sealed record DeviceChoice(ExecutionProvider Choice, ProviderReport Report, IReadOnlyList<Warning> Warnings)
{
    private const string Subject = "spec.polish.provider";

    /// <summary>Finds out what works, and whether it will do.</summary>
    /// <exception cref="GpuMissingException">A GPU was asked for, none works, and the CPU will not do.</exception>
    public static DeviceChoice Of(OnnxRuntime runtime, DeliveryPlan delivery)
    {
        var wanted = delivery.Provider ?? ExecutionProvider.Auto;
        // Where a GPU was asked for, only a GPU will do; the processor is the fallback, not a choice.
        if (delivery.OnGpuMissing is not null && wanted == ExecutionProvider.Auto)
        {
            return OfGpu(runtime, delivery);
        }

        try
        {
            return new DeviceChoice(wanted, runtime.Provider(wanted), []);
        }
        catch (ProviderUnavailableException e)
        {
            return Fall(runtime, delivery, e.Problems);
        }
    }

    private static DeviceChoice OfGpu(OnnxRuntime runtime, DeliveryPlan delivery)
    {
        var problems = new List<string>();
        foreach (var choice in new[] { ExecutionProvider.Cuda, ExecutionProvider.WebGpu })
        {
            try
            {
                return new DeviceChoice(choice, runtime.Provider(choice), []);
            }
            catch (ProviderUnavailableException e)
            {
                problems.AddRange(e.Problems);
            }
        }

        return Fall(runtime, delivery, problems);
    }

    private static DeviceChoice Fall(OnnxRuntime runtime, DeliveryPlan delivery, IReadOnlyList<string> problems)
    {
        var problem = string.Join(" ", problems);
        return delivery.OnGpuMissing == GpuMissingPolicy.UseCpu
            ? new DeviceChoice(
                ExecutionProvider.Cpu,
                runtime.Provider(ExecutionProvider.Cpu),
                [new Warning(Subject, $"no usable GPU, falling back to the CPU: {problem}")]
            )
            : throw new GpuMissingException(
                $"no usable GPU: {problem} Set spec.runner.onGpuMissing: UseCpu to fall back to the CPU."
            );
    }
}

/// <summary>A GPU was asked for and none works here: another node may have one.</summary>
internal sealed class GpuMissingException(string message) : Exception(message);
