using System.Diagnostics;
using ImageForge.Inference.Onnx;
using ImageForge.Inference.Tests.Models;
using ImageForge.Testing.Tools;
using Xunit;

namespace ImageForge.Inference.Tests.Onnx;

/// <summary>
/// ONNX Runtime's builds report what they do to Microsoft: they keep a device id and unsent events in the user's cache folder.
/// </summary>
public sealed class TelemetryTests(Runtime runtime) : IClassFixture<Runtime>
{
    private static readonly string Program = Path.ChangeExtension(typeof(TelemetryTests).Assembly.Location, null);

    [Fact(Timeout = 120_000)]
    public async Task Nothing_is_collected_when_a_model_runs()
    {
        Assert.SkipUnless(OnnxRuntime.Find() is not null, "ONNX Runtime is missing: run make native.");
        DirectoryInfo home = Directory.CreateTempSubdirectory("imageforge-home-");
        try
        {
            // A process of its own, because the library looks once whether it may.
            var start = new ProcessStartInfo(
                Program,
                ["-noColor", "-explicit", "only", "-method", $"*.{nameof(TelemetryTests)}.{nameof(A_model_runs)}"]
            );
            // The library also keeps quiet where a variable names a CI system, and no test would fail there.
            start.Environment.Clear();
            start.Environment["HOME"] = home.FullName;
            foreach (string name in (string[])["PATH", "DOTNET_ROOT", OnnxRuntime.PathVariable])
            {
                start.Environment[name] = Environment.GetEnvironmentVariable(name);
            }

            (int exitCode, string output) = await SoftwareVulkan.RunAsync(start, TestContext.Current.CancellationToken);
            Assert.True(
                exitCode == 0 && output.Contains("Total: 1, Errors: 0, Failed: 0", StringComparison.Ordinal),
                output
            );
            Assert.Empty(home.GetFiles("*", SearchOption.AllDirectories));
        }
        finally
        {
            home.Delete(recursive: true);
        }
    }

    [Fact(Explicit = true)]
    public void A_model_runs()
    {
        using OnnxSession session = runtime.Open(TestModels.Square());
        using Tensor x = Tensor.From<float>(runtime.Library, [1, 2, 3, 4], 1, 4);
        using Tensor y = Tensor.Create(runtime.Library, ElementType.Float32, 1, 4);
        session.Run([new("x", x)], [new("y", y)], TestContext.Current.CancellationToken);
        Assert.Equal([1, 4, 9, 16], y.Data<float>().ToArray());
    }
}
