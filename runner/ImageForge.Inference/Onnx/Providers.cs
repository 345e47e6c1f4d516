using System.Runtime.InteropServices;
using ImageForge.Inference.Errors;
using ImageForge.Inference.Onnx.Devices;
using Microsoft.Extensions.Logging;

namespace ImageForge.Inference.Onnx;

/// <summary>
/// Finds out what runs here. The library's own list says what it was built for, or could be: only a run is proof, and each
/// provider is put to it once.
/// </summary>
internal sealed partial class Providers(OnnxRuntime runtime)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<ExecutionProvider, Trial> _trials = [];

    /// <summary>The first provider of a choice that runs.</summary>
    /// <exception cref="ProviderUnavailableException">None does.</exception>
    public ProviderReport Choose(ExecutionProvider choice)
    {
        var failures = new List<string>();
        foreach (ExecutionProvider provider in Candidates(choice))
        {
            Trial trial = Try(provider);
            if (trial.Report is { } report)
            {
                return report;
            }

            failures.Add($"{provider}: {trial.Problem}");
        }

        throw new ProviderUnavailableException(
            $"{choice} is not available with ONNX Runtime {runtime.Version} ('{runtime.File}'). {string.Join(" ", failures)}"
        )
        {
            Problems = failures,
        };
    }

    private static ExecutionProvider[] Candidates(ExecutionProvider choice) =>
        choice switch
        {
            ExecutionProvider.Auto => [ExecutionProvider.Cuda, ExecutionProvider.WebGpu, ExecutionProvider.Cpu],
            ExecutionProvider.Cuda => [ExecutionProvider.Cuda],
            ExecutionProvider.WebGpu => [ExecutionProvider.WebGpu],
            ExecutionProvider.Cpu => [ExecutionProvider.Cpu],
            _ => throw new ArgumentOutOfRangeException(nameof(choice), choice, "There is no such choice."),
        };

    // What the library itself would say less clearly, or to stderr.
    private string? MissingLibrary(ExecutionProvider provider)
    {
        const string Cuda = "libonnxruntime_providers_cuda.so";
        return provider switch
        {
            ExecutionProvider.Cuda when !File.Exists(Path.Combine(Path.GetDirectoryName(runtime.File) ?? "", Cuda)) =>
                $"'{Cuda}' is not beside the library, which is a build without CUDA.",
            ExecutionProvider.WebGpu when !NativeLibrary.TryLoad(VulkanLoader.Library, out _) =>
                $"Vulkan's loader, '{VulkanLoader.Library}', is not on this machine.",
            _ => null,
        };
    }

    private Trial Try(ExecutionProvider provider)
    {
        lock (_gate)
        {
            if (!_trials.TryGetValue(provider, out Trial? trial))
            {
                trial = (MissingLibrary(provider) ?? ProbeModel.Run(runtime, provider)) is { } problem
                    ? new Trial(null, problem)
                    : new Trial(new ProviderReport(provider, DeviceName.Of(provider)), null);
                _trials.Add(provider, trial);
                if (trial.Report is { } report)
                {
                    Runs(runtime.Logger, report.Provider, report.Device);
                }
                else
                {
                    DoesNotRun(runtime.Logger, provider, trial.Problem ?? "");
                }
            }

            return trial;
        }
    }

    [LoggerMessage(101, LogLevel.Information, "{Provider} is available: {Device}")]
    private static partial void Runs(ILogger logger, ExecutionProvider provider, string device);

    [LoggerMessage(102, LogLevel.Information, "{Provider} is not available: {Problem}")]
    private static partial void DoesNotRun(ILogger logger, ExecutionProvider provider, string problem);

    /// <summary>How it went: either it runs, or this is why it does not.</summary>
    private sealed record Trial(ProviderReport? Report, string? Problem);
}

/// <summary>What really runs: a model was run on it before this was said.</summary>
/// <param name="Provider">The execution provider.</param>
/// <param name="Device">The device's name as its driver gives it, such as <c>NVIDIA L4</c> or a processor's model.</param>
public sealed record ProviderReport(ExecutionProvider Provider, string Device);
