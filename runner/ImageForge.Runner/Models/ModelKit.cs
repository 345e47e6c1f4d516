using ImageForge.Contracts.Plans;
using ImageForge.Contracts.Results;
using ImageForge.Inference.Onnx;
using ImageForge.Runner.Logging;

namespace ImageForge.Runner.Models;

/// <summary>What a plan's models run with: the library, and the device that was proved to work.</summary>
internal sealed class ModelKit : IDisposable
{
    private ModelKit(OnnxRuntime runtime, DeviceChoice device)
    {
        Runtime = runtime;
        Device = new ComputeDevice(device.Report.Provider.ToString(), device.Report.Device);
        Settings = new SessionSettings
        {
            Provider = device.Choice,
            // ONNX Runtime counts the machine's cores, also where a container has fewer.
            IntraOpThreads = Environment.ProcessorCount,
        };
        Warnings = device.Warnings;
    }

    /// <summary>The library.</summary>
    public OnnxRuntime Runtime { get; }

    /// <summary>How models are opened.</summary>
    public SessionSettings Settings { get; }

    /// <summary>What they run on.</summary>
    public ComputeDevice Device { get; }

    /// <summary>What is not as it was asked for.</summary>
    public IReadOnlyList<Warning> Warnings { get; }

    /// <summary>Loads the library and finds a device; null where the plan has no model.</summary>
    /// <exception cref="GpuMissingException">A GPU was asked for, none works, and the CPU will not do.</exception>
    public static ModelKit? Open(RunPlan plan, RunOptions options)
    {
        if (!PlanModels.Of(plan.Work).Any())
        {
            return null;
        }

        var runtime = OnnxRuntime.Open(options.Logger);
        try
        {
            var device = DeviceChoice.Of(runtime, plan.Delivery);
            options.Logger.RunsOn(device.Report.Provider.ToString(), device.Report.Device, runtime.Version);
            return new ModelKit(runtime, device);
        }
        catch
        {
            runtime.Dispose();
            throw;
        }
    }

    /// <inheritdoc />
    public void Dispose() => Runtime.Dispose();
}
