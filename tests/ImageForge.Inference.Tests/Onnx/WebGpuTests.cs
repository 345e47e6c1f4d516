using ImageForge.Inference.Errors;
using ImageForge.Inference.Onnx;
using ImageForge.Inference.Tests.Models;
using ImageForge.Testing.Data;
using Xunit;

namespace ImageForge.Inference.Tests.Onnx;

/// <summary>
/// WebGPU against the processor. Explicit: <see cref="WebGpuRunTests"/> runs them, in a process that has a device.
/// </summary>
[Trait("Device", "WebGpu")]
public sealed class WebGpuTests(Runtime runtime) : IClassFixture<Runtime>
{
    private const float Tolerance = 2e-4f;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Explicit = true)]
    public void A_text_encoder_says_the_same()
    {
        ProviderReport report = runtime.RequireWebGpu();
        long[] ids = [49406, .. Enumerable.Range(0, 75).Select(i => (long)(i * 613 % 49405)), 49407];
        using Tensor input = Tensor.From<long>(runtime.Library, ids, 1, 77);
        Compare(report, "text_encoder", [new("input_ids", input)], ("last_hidden_state", [1, 77, 32]));
    }

    [Fact(Explicit = true)]
    public void A_unet_says_the_same()
    {
        ProviderReport report = runtime.RequireWebGpu();
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

    [Fact(Explicit = true)]
    public void The_same_is_computed_to_the_bit_when_it_is_computed_again()
    {
        runtime.RequireWebGpu();
        string path = RecordedData.Path("tiny-sd", "vae_decoder", "model.onnx");
        using Tensor latent = Numbers.Tensor(runtime.Library, 3, 1, 4, 16, 16);
        using Tensor first = Tensor.Create(runtime.Library, ElementType.Float32, 1, 3, 32, 32);
        using Tensor again = Tensor.Create(runtime.Library, ElementType.Float32, 1, 3, 32, 32);
        using (OnnxSession session = OnnxSession.Open(runtime.Library, path, Runtime.OnWebGpu, Token))
        {
            session.Run([new("latent_sample", latent)], [new("sample", first)], Token);
            session.Run([new("latent_sample", latent)], [new("sample", again)], Token);
            Assert.Equal(first.Data<float>().ToArray(), again.Data<float>().ToArray());
        }

        using (OnnxSession session = OnnxSession.Open(runtime.Library, path, Runtime.OnWebGpu, Token))
        {
            session.Run([new("latent_sample", latent)], [new("sample", again)], Token);
            Assert.Equal(first.Data<float>().ToArray(), again.Data<float>().ToArray());
        }
    }

    [Fact(Explicit = true)]
    public void A_decoder_says_the_same()
    {
        ProviderReport report = runtime.RequireWebGpu();
        using Tensor latent = Numbers.Tensor(runtime.Library, 3, 1, 4, 32, 32);
        Compare(report, "vae_decoder", [new("latent_sample", latent)], ("sample", [1, 3, 64, 64]));
    }

    [Fact(Explicit = true)]
    public void A_binding_sends_what_changes_and_keeps_what_does_not()
    {
        runtime.RequireWebGpu();
        string path = runtime.Write("sum.onnx", TestModels.Sum());
        using OnnxSession session = OnnxSession.Open(runtime.Library, path, Runtime.OnWebGpu, Token);
        using Tensor a = Tensor.From<float>(runtime.Library, [1, 2, 3, 4], 4);
        using Tensor b = Tensor.From<float>(runtime.Library, [10, 20, 30, 40], 4);
        using Tensor y = Tensor.Create(runtime.Library, ElementType.Float32, 4);
        using RunBinding binding = session.Bind();
        binding.Input("a", a);
        binding.Constant("b", b);
        binding.Output("y", y);
        binding.Run(Token);
        Assert.Equal([11, 22, 33, 44], y.Data<float>().ToArray());
        a.Write([5, 6, 7, 8]);
        b.Write([0, 0, 0, 0]);
        binding.Run(Token);
        Assert.Equal([15, 26, 37, 48], y.Data<float>().ToArray());
        binding.Constant("b", b);
        binding.Run(Token);
        Assert.Equal([5, 6, 7, 8], y.Data<float>().ToArray());
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
        {
            binding.Run(Token);
        }

        // The package encodes the name of an input each time it is sent: 32 bytes for "a". Nothing else may be allocated.
        Assert.Equal(100 * 32, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Theory(Explicit = true)]
    [InlineData(3, 8)]
    [InlineData(4, 8)]
    [InlineData(6, 4)]
    [InlineData(9, 8)]
    [InlineData(9, 9)]
    public void A_convolution_of_any_number_of_channels_is_that_of_the_processor(int inputs, int outputs)
    {
        runtime.RequireWebGpu();
        string path = runtime.Write("convolution.onnx", TestModels.Convolution(inputs, outputs, 3));
        Assert.InRange(ConvolutionDifference(path, inputs, outputs, Runtime.OnWebGpu), 0, 1e-4f);
    }

    [Fact(Explicit = true)]
    public void Channels_last_still_compute_nine_channels_wrongly()
    {
        // When this fails, the library was mended, and OddConvolutions has nothing left to do.
        runtime.RequireWebGpu();
        string path = runtime.Write("convolution.onnx", TestModels.Convolution(9, 8, 3));
        var settings = Runtime.OnWebGpu with
        {
            ProviderOptions = new Dictionary<string, string> { [SessionOpening.Layout] = "NHWC" },
        };
        Assert.InRange(ConvolutionDifference(path, 9, 8, settings), 0.1f, float.PositiveInfinity);
    }

    private float ConvolutionDifference(string path, int inputs, int outputs, SessionSettings settings)
    {
        using Tensor x = Numbers.Tensor(runtime.Library, 4, 1, inputs, 16, 16);
        using Tensor here = Tensor.Create(runtime.Library, ElementType.Float32, 1, outputs, 14, 14);
        using Tensor there = Tensor.Create(runtime.Library, ElementType.Float32, 1, outputs, 14, 14);
        using OnnxSession processor = OnnxSession.Open(runtime.Library, path, Runtime.OnProcessor, Token);
        using OnnxSession device = OnnxSession.Open(runtime.Library, path, settings, Token);
        processor.Run([new("x", x)], [new("y", here)], Token);
        device.Run([new("x", x)], [new("y", there)], Token);
        return Numbers.Difference(here.Data<float>(), there.Data<float>());
    }

    [Fact(Explicit = true)]
    public async Task Many_threads_may_open_run_and_close_models_at_once()
    {
        runtime.RequireWebGpu();
        await Parallel.ForEachAsync(
            Enumerable.Range(1, 8),
            new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = Token },
            (number, token) =>
            {
                string path = runtime.Write($"square-{number}.onnx", TestModels.Square());
                using Tensor x = Tensor.From<float>(runtime.Library, [number, -number, 0, 1], 1, 4);
                using Tensor y = Tensor.Create(runtime.Library, ElementType.Float32, 1, 4);
                for (int round = 0; round < 4; round++)
                {
                    using OnnxSession session = OnnxSession.Open(runtime.Library, path, Runtime.OnWebGpu, token);
                    using RunBinding binding = session.Bind();
                    binding.Input("x", x);
                    binding.Output("y", y);
                    for (int i = 0; i < 10; i++)
                    {
                        y.Data<float>().Clear();
                        binding.Run(token);
                        Assert.Equal([number * number, number * number, 0, 1], y.Data<float>().ToArray());
                    }
                }

                return ValueTask.CompletedTask;
            }
        );
    }

    [Fact(Explicit = true)]
    public void Auto_takes_it_before_the_processor()
    {
        ProviderReport report = runtime.RequireWebGpu();
        ProviderReport automatic = runtime.Library.Provider(ExecutionProvider.Auto);
        Assert.True(automatic == report || automatic.Provider == ExecutionProvider.Cuda, automatic.ToString());
    }

    [Fact(Explicit = true)]
    public void An_output_of_another_size_than_it_turns_out_to_have_is_refused()
    {
        runtime.RequireWebGpu();
        string path = runtime.Write("square.onnx", TestModels.Square());
        using OnnxSession session = OnnxSession.Open(runtime.Library, path, Runtime.OnWebGpu, Token);
        using Tensor x = Tensor.Create(runtime.Library, ElementType.Float32, 2, 4);
        using Tensor y = Tensor.Create(runtime.Library, ElementType.Float32, 3, 4);
        Assert.Throws<ModelInvalidException>(() => session.Run([new("x", x)], [new("y", y)], Token));
        using RunBinding binding = session.Bind();
        binding.Input("x", x);
        binding.Output("y", y);
        Assert.Throws<ModelInvalidException>(() => binding.Run(Token));
    }

    [Fact(Explicit = true)]
    public void More_than_the_device_has_is_refused_with_what_to_lower()
    {
        runtime.RequireWebGpu();
        string path = runtime.Write("large.onnx", TestModels.Outer());
        using OnnxSession session = OnnxSession.Open(runtime.Library, path, Runtime.OnWebGpu, Token);
        using Tensor x = Tensor.Create(runtime.Library, ElementType.Float32, 1 << 20);
        using Tensor y = Tensor.Create(runtime.Library, ElementType.Float32, 1, 1);
        DeviceMemoryException e = Assert.Throws<DeviceMemoryException>(() =>
            session.Run([new("x", x)], [new("y", y)], Token)
        );
        Assert.Contains("reduce the image size", e.Message, StringComparison.Ordinal);

        // The device goes on: what was too much is not held against what comes next.
        using Tensor few = Tensor.From<float>(runtime.Library, [1, 2, 3], 3);
        session.Run([new("x", few)], [new("y", y)], Token);
        Assert.Equal(36, y.Data<float>()[0]);
    }

    [Fact(Explicit = true)]
    public void Steps_end_when_they_are_cancelled_and_go_on_with_another_token()
    {
        runtime.RequireWebGpu();
        string path = runtime.Write("long.onnx", TestModels.Long(200));
        using OnnxSession session = OnnxSession.Open(runtime.Library, path, Runtime.OnWebGpu, Token);
        using Tensor x = Tensor.Create(runtime.Library, ElementType.Float32, 64, 64);
        using Tensor y = Tensor.Create(runtime.Library, ElementType.Float32, 64, 64);
        using RunBinding binding = session.Bind();
        binding.Input("x", x);
        binding.Output("y", y);
        using var source = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        // What was handed to the GPU is computed to its end: within a run, or before the next one.
        Assert.Throws<OperationCanceledException>(() => RunForever(binding, source.Token));
        y.Data<float>().Fill(1);
        binding.Run(Token);
        Assert.False(y.Data<float>().ContainsAnyExcept(0f));
    }

    [Fact(Explicit = true)]
    public void A_model_that_it_takes_nothing_of_is_reported_on_the_processor()
    {
        runtime.RequireWebGpu();
        byte[] model = new ModelBuilder()
            .Node("Det", ["x"], ["y"])
            .Input("x", ElementType.Float32, "2", "2")
            .Output("y", ElementType.Float32)
            .Build();
        using OnnxSession session = OnnxSession.Open(
            runtime.Library,
            runtime.Write("det.onnx", model),
            Runtime.OnWebGpu,
            Token
        );
        Assert.Equal(runtime.Library.Provider(ExecutionProvider.Cpu), session.Provider);
        using Tensor x = Tensor.From<float>(runtime.Library, [1, 2, 3, 4], 2, 2);
        using Tensor y = Tensor.Create(runtime.Library, ElementType.Float32);
        using RunBinding binding = session.Bind();
        binding.Input("x", x);
        binding.Output("y", y);
        binding.Run(Token);
        Assert.Equal(-2, y.Data<float>()[0], 1e-5f);
        x.Write([2, 0, 0, 2]);
        binding.Run(Token);
        Assert.Equal(4, y.Data<float>()[0], 1e-5f);
    }

    private static void RunForever(RunBinding binding, CancellationToken token)
    {
        while (true)
        {
            binding.Run(token);
        }
    }

    private void Compare(
        ProviderReport report,
        string network,
        NamedTensor[] inputs,
        (string Name, long[] Shape) output
    )
    {
        string path = RecordedData.Path("tiny-sd", network, "model.onnx");
        using Tensor there = Tensor.Create(runtime.Library, ElementType.Float32, output.Shape);
        using Tensor here = Tensor.Create(runtime.Library, ElementType.Float32, output.Shape);
        using (OnnxSession session = OnnxSession.Open(runtime.Library, path, Runtime.OnWebGpu))
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
