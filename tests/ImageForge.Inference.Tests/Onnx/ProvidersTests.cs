using ImageForge.Inference.Errors;
using ImageForge.Inference.Onnx;
using ImageForge.Inference.Tests.Models;
using Xunit;

namespace ImageForge.Inference.Tests.Onnx;

public sealed class ProvidersTests(Runtime runtime) : IClassFixture<Runtime>
{
    [Fact]
    public void The_probe_is_the_model_that_it_says() =>
        Assert.Equal(
            new ModelBuilder()
                .Node("Mul", ["x", "x"], ["y"])
                .Input("x", ElementType.Float32, "4")
                .Output("y", ElementType.Float32, "4")
                .Build(),
            ProbeModel.Bytes.ToArray()
        );

    [Fact]
    public void The_processor_is_reported_by_its_model()
    {
        ProviderReport report = runtime.Library.Provider(ExecutionProvider.Cpu);
        Assert.Equal(ExecutionProvider.Cpu, report.Provider);
        Assert.False(string.IsNullOrWhiteSpace(report.Device));
    }

    [Fact]
    public void Something_always_runs()
    {
        ProviderReport report = runtime.Library.Provider(ExecutionProvider.Auto);
        string path = runtime.Write("auto.onnx", TestModels.Square());
        using OnnxSession session = OnnxSession.Open(
            runtime.Library,
            path,
            new SessionSettings(),
            TestContext.Current.CancellationToken
        );
        Assert.Equal(report, session.Provider);
    }

    [Fact]
    public void A_provider_that_the_library_was_built_without_is_refused_with_the_reason()
    {
        Assert.SkipWhen(
            Environment.GetEnvironmentVariable(OnnxRuntime.PathVariable) is { Length: > 0 },
            "Another library is used than the one without CUDA."
        );
        string path = runtime.Write("cuda.onnx", TestModels.Square());
        ProviderUnavailableException e = Assert.Throws<ProviderUnavailableException>(() =>
            OnnxSession.Open(
                runtime.Library,
                path,
                new SessionSettings { Provider = ExecutionProvider.Cuda },
                TestContext.Current.CancellationToken
            )
        );
        Assert.Contains("Cuda: ", e.Message, StringComparison.Ordinal);
        Assert.Contains(runtime.Library.File, e.Message, StringComparison.Ordinal);
        Assert.Contains(runtime.Library.Version, e.Message, StringComparison.Ordinal);
        Assert.Contains("libonnxruntime_providers_cuda.so", e.Message, StringComparison.Ordinal);
    }
}
