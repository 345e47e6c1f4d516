using System.Text.RegularExpressions;
using ImageForge.Inference.Errors;
using ImageForge.Inference.Onnx;
using ImageForge.Testing.Tools;
using Xunit;

namespace ImageForge.Inference.Tests.Onnx;

public sealed partial class SoftwareVulkanTests(Runtime runtime) : IClassFixture<Runtime>
{
    [Fact(Timeout = 600_000)]
    public async Task Tests_of_WebGpu_pass_on_Mesas_software_Vulkan()
    {
        Assert.SkipWhen(RunsHere(), "WebGPU runs in this process, and so do its tests.");
        Assert.SkipUnless(SoftwareVulkan.IsThere, SoftwareVulkan.Missing);
        // One after the other: a model's last digits were seen to depend on what another computed between its steps.
        (int exitCode, string output) = await SoftwareVulkan.RunAsync(
            Path.ChangeExtension(typeof(SoftwareVulkanTests).Assembly.Location, null),
            ["-noColor", "-diagnostics", "-parallel", "none", "-trait", "Device=WebGpu"],
            TestContext.Current.CancellationToken
        );
        TestContext.Current.TestOutputHelper?.WriteLine(output);
        Match summary = Summary().Match(output);
        Assert.True(exitCode == 0 && summary.Success, output);
        Assert.InRange(int.Parse(summary.Groups["total"].ValueSpan, null), 1, int.MaxValue);
        // Skipped only where the reference models are missing; the device has to be there.
        Assert.DoesNotContain(Runtime.NoWebGpu, output, StringComparison.Ordinal);
    }

    private bool RunsHere()
    {
        try
        {
            return runtime.Library.Provider(ProviderChoice.WebGpu).Provider == ExecutionProvider.WebGpu;
        }
        catch (ProviderUnavailableException)
        {
            return false;
        }
    }

    [GeneratedRegex(@"Total: (?<total>\d+), Errors: 0, Failed: 0")]
    private static partial Regex Summary();
}
