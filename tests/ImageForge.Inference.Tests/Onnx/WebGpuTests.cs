using ImageForge.Inference.Errors;
using ImageForge.Inference.Onnx;
using ImageForge.Inference.Tests.Golden;
using Xunit;

namespace ImageForge.Inference.Tests.Onnx;

/// <summary>
/// WebGPU against the processor. Where this process has no Vulkan driver that will do, SoftwareVulkanTests runs
/// them in one that has Mesa's.
/// </summary>
public sealed class WebGpuTests(Runtime runtime) : IClassFixture<Runtime>
{
    private const float Tolerance = 2e-4f;

    private static readonly SessionSettings OnWebGpu = new() { Provider = ProviderChoice.WebGpu };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void A_text_encoder_says_the_same()
    {
        ProviderReport report = RequireWebGpu();
        long[] ids = [49406, .. Enumerable.Range(0, 75).Select(i => (long)(i * 613 % 49405)), 49407];
        using Tensor input = Tensor.From<long>(runtime.Library, ids, 1, 77);
        Compare(report, "text_encoder", [new("input_ids", input)], ("last_hidden_state", [1, 77, 32]));
    }

    [Fact]
    public void A_unet_says_the_same()
    {
        ProviderReport report = RequireWebGpu();
        using Tensor sample = Numbers.Tensor(runtime.Library, 1, 2, 4, 32, 32);
        using Tensor timestep = Tensor.From<float>(runtime.Library, [501]);
        using Tensor text = Numbers.Tensor(runtime.Library, 2, 2, 77, 32);
        Compare(
            report,
            "unet",
            [new("sample", sample), new("timestep", timestep), new("encoder_hidden_states", text)],
            ("out_sample", [2, 4, 32, 32])
        );
    }

    [Fact]
    public void A_decoder_says_the_same()
    {
        ProviderReport report = RequireWebGpu();
        using Tensor latent = Numbers.Tensor(runtime.Library, 3, 1, 4, 32, 32);
        Compare(report, "vae_decoder", [new("latent_sample", latent)], ("sample", [1, 3, 64, 64]));
    }

    private ProviderReport RequireWebGpu()
    {
        try
        {
            return runtime.Library.Provider(ProviderChoice.WebGpu);
        }
        catch (ProviderUnavailableException e)
        {
            Assert.Skip($"In this process: {e.Message}");
            throw;
        }
    }

    private void Compare(
        ProviderReport report,
        string network,
        NamedTensor[] inputs,
        (string Name, long[] Shape) output
    )
    {
        string path = GoldenData.Path("tiny-sd", network, "model.onnx");
        using Tensor there = Tensor.Create(runtime.Library, ElementType.Float32, output.Shape);
        using Tensor here = Tensor.Create(runtime.Library, ElementType.Float32, output.Shape);
        using (OnnxSession session = OnnxSession.Open(runtime.Library, path, OnWebGpu))
        {
            Assert.Equal(report, session.Provider);
            session.Run(inputs, [new(output.Name, there)], Token);
        }

        using (OnnxSession session = OnnxSession.Open(runtime.Library, path, Runtime.OnProcessor))
        {
            session.Run(inputs, [new(output.Name, here)], Token);
        }

        float difference = Numbers.Difference(here.Data<float>(), there.Data<float>());
        TestContext.Current.SendDiagnosticMessage(
            $"{network} on {report.Device} by {report.Provider}: largest difference from the processor {difference:e2}"
        );
        Assert.True(here.Data<float>().ContainsAnyExcept(0f), "all zero");
        Assert.InRange(difference, 0, Tolerance);
    }
}
