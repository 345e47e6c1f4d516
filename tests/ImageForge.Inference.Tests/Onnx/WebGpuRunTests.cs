using System.Diagnostics;
using System.Text.RegularExpressions;
using ImageForge.Inference.Errors;
using ImageForge.Testing.Tools;
using Xunit;

namespace ImageForge.Inference.Tests.Onnx;

/// <summary>
/// Runs the tests with the trait Device = WebGpu, which are explicit, in a process of their own: on this machine's GPU where
/// WebGPU works, else on Mesa's software Vulkan.
/// </summary>
public sealed partial class WebGpuRunTests(Runtime runtime) : IClassFixture<Runtime>
{
    private static readonly string Program = Path.ChangeExtension(typeof(WebGpuRunTests).Assembly.Location, null);

    // One after the other: a model's last digits were seen to depend on what another computed between its steps.
    private static readonly string[] Arguments =
    [
        "-noColor",
        "-diagnostics",
        "-parallel",
        "none",
        "-explicit",
        "only",
        "-trait",
        "Device=WebGpu",
    ];

    [Fact(Timeout = 600_000)]
    public async Task Tests_of_WebGpu_pass_on_the_GPU_or_on_Mesas_software_Vulkan()
    {
        bool hasGpu = WorksHere();
        Assert.SkipUnless(hasGpu || SoftwareVulkan.IsThere, SoftwareVulkan.Missing);
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        (int exitCode, string output) = hasGpu
            ? await SoftwareVulkan.RunAsync(new ProcessStartInfo(Program, Arguments), cancellation)
            : await SoftwareVulkan.RunAsync(Program, Arguments, cancellation);
        TestContext.Current.TestOutputHelper?.WriteLine(output);
        Match summary = Summary().Match(output);
        Assert.True(exitCode == 0 && summary.Success, output);
        Assert.InRange(int.Parse(summary.Groups["total"].ValueSpan, null), 1, int.MaxValue);
    }

    private bool WorksHere()
    {
        try
        {
            return runtime.Library.Provider(ExecutionProvider.WebGpu).Provider == ExecutionProvider.WebGpu;
        }
        catch (ProviderUnavailableException)
        {
            return false;
        }
    }

    [GeneratedRegex(@"Total: (?<total>\d+), Errors: 0, Failed: 0, Skipped: 0")]
    private static partial Regex Summary();
}
