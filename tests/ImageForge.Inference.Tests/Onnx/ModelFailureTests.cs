using ImageForge.Inference.Errors;
using ImageForge.Inference.Onnx;
using ImageForge.Inference.Pipelines;
using ImageForge.Inference.Tests.Models;
using Xunit;

namespace ImageForge.Inference.Tests.Onnx;

public sealed class ModelFailureTests(Runtime runtime) : IClassFixture<Runtime>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void A_model_that_is_not_there_is_named()
    {
        ModelInvalidException e = Assert.Throws<ModelInvalidException>(() =>
            OnnxSession.Open(runtime.Library, "/no/such/unet/model.onnx", Runtime.OnProcessor, Token)
        );
        Assert.Contains("'/no/such/unet/model.onnx' does not exist", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_where_a_file_is_needed_is_told_as_that()
    {
        string folder = Path.GetDirectoryName(runtime.Write("any.onnx", []))!;
        ModelInvalidException e = Assert.Throws<ModelInvalidException>(() =>
            OnnxSession.Open(runtime.Library, folder, Runtime.OnProcessor, Token)
        );
        Says($"'{folder}' is a folder, and one .onnx file is needed", e);
    }

    [Fact]
    public void A_file_where_a_folder_is_needed_is_told_as_that()
    {
        string file = runtime.Write("any.onnx", []);
        ModelInvalidException e = Assert.Throws<ModelInvalidException>(() =>
            DiffusionModel.Open(runtime.Library, file, Runtime.OnProcessor, null, Token)
        );
        Says($"'{file}' is a file, and a diffusion model is a folder", e);
    }

    [Theory]
    [InlineData("empty")]
    [InlineData("zeros")]
    [InlineData("garbage")]
    [InlineData("text")]
    public void What_is_no_model_is_refused_by_name(string kind)
    {
        byte[] bytes = new byte[kind == "empty" ? 0 : 4096];
        if (kind == "garbage")
        {
            new Random(1).NextBytes(bytes);
        }
        else if (kind == "text")
        {
            "version https://git-lfs.github.com/spec/v1\n"u8.CopyTo(bytes);
        }

        Refused(bytes, kind);
    }

    [Fact]
    public void A_model_that_was_cut_off_anywhere_is_refused_or_runs_as_declared()
    {
        byte[] whole = TestModels.Square();
        for (int length = 0; length < whole.Length - 4; length++)
        {
            Refused(whole[..length], $"cut-{length}");
        }
    }

    [Fact]
    public void Weights_that_are_not_beside_the_model_are_named()
    {
        ModelInvalidException e = Refused(TestModels.External("weights.bin"), "external-missing");
        Assert.Contains("weights.bin", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_beside_the_model_are_read()
    {
        float[] weights = [10, 20, 30, 40];
        runtime.Write(
            "weights-there.bin",
            System.Runtime.InteropServices.MemoryMarshal.AsBytes<float>(weights).ToArray()
        );
        using OnnxSession session = runtime.Open(TestModels.External("weights-there.bin"), "external.onnx");
        using Tensor x = Tensor.From<float>(runtime.Library, [1, 2, 3, 4], 4);
        using Tensor y = Tensor.Create(runtime.Library, ElementType.Float32, 4);
        session.Run([new("x", x)], [new("y", y)], Token);
        Assert.Equal([11, 22, 33, 44], y.Data<float>().ToArray());
    }

    [Fact]
    public void An_operator_that_does_not_exist_is_named()
    {
        byte[] model = new ModelBuilder()
            .Node("Frobnicate", ["x"], ["y"])
            .Input("x", ElementType.Float32, "4")
            .Output("y", ElementType.Float32, "4")
            .Build();
        Assert.Contains("Frobnicate", Refused(model, "operator").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_input_that_does_not_exist_is_told_with_those_that_do() =>
        RunRefused("z", ElementType.Float32, [1, 4], "has no input 'z'; it has 'x'");

    [Fact]
    public void Another_type_is_told_with_the_one_expected() =>
        RunRefused("x", ElementType.Int64, [1, 4], "input 'x' is Float32[n, 4], and Int64[1, 4] was given for it");

    [Fact]
    public void Another_size_is_told_with_the_one_expected() =>
        RunRefused("x", ElementType.Float32, [1, 5], "input 'x' is Float32[n, 4], and Float32[1, 5] was given for it");

    [Fact]
    public void Another_rank_is_told_with_the_one_expected() =>
        RunRefused("x", ElementType.Float32, [4], "input 'x' is Float32[n, 4], and Float32[4] was given for it");

    [Fact]
    public void An_input_that_is_not_given_is_named()
    {
        using OnnxSession session = runtime.Open(TestModels.Sum());
        using Tensor y = Tensor.Create(runtime.Library, ElementType.Float32, 4);
        using RunBinding binding = session.Bind();
        binding.Input("a", y);
        const string Expected = "input 'b' is Float32[4], and nothing was given for it";
        Says(Expected, Assert.Throws<ModelInvalidException>(() => binding.Run(Token)));
        Says(Expected, Assert.Throws<ModelInvalidException>(() => session.Run([new("a", y)], [new("y", y)], Token)));
    }

    [Fact]
    public void An_output_of_another_size_than_it_turns_out_to_have_is_refused()
    {
        using OnnxSession session = runtime.Open(TestModels.Square());
        using Tensor x = Tensor.Create(runtime.Library, ElementType.Float32, 2, 4);
        using Tensor y = Tensor.Create(runtime.Library, ElementType.Float32, 3, 4);
        ModelInvalidException e = Assert.Throws<ModelInvalidException>(() =>
            session.Run([new("x", x)], [new("y", y)], Token)
        );
        Says(session.Path, e);
        Says("{3,4}", e);
        using RunBinding binding = session.Bind();
        binding.Input("x", x);
        binding.Output("y", y);
        Says("{3,4}", Assert.Throws<ModelInvalidException>(() => binding.Run(Token)));
    }

    [Fact]
    public void More_memory_than_there_is_is_refused_with_what_to_lower()
    {
        using OnnxSession session = runtime.Open(TestModels.Outer(), "large.onnx");
        using Tensor x = Tensor.Create(runtime.Library, ElementType.Float32, 1 << 21);
        using Tensor y = Tensor.Create(runtime.Library, ElementType.Float32, 1, 1);
        DeviceMemoryException e = Assert.Throws<DeviceMemoryException>(() =>
            session.Run([new("x", x)], [new("y", y)], Token)
        );
        Says("large.onnx", e);
        Says("reduce the image size", e);
    }

    [Fact]
    public void An_output_of_another_type_is_told_with_the_one_expected()
    {
        using OnnxSession session = runtime.Open(TestModels.Square());
        using Tensor y = Tensor.Create(runtime.Library, ElementType.Float16, 2, 4);
        using RunBinding binding = session.Bind();
        Says(
            "output 'y' is Float32[n, 4], and Float16[2, 4] was given for it",
            Assert.Throws<ModelInvalidException>(() => binding.Output("y", y))
        );
    }

    [Fact]
    public void A_tensor_taken_for_another_type_is_refused()
    {
        using Tensor tensor = Tensor.Create(runtime.Library, ElementType.Float16, 2);
        Assert.Throws<InvalidOperationException>(() => tensor.Data<float>().Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => Tensor.Create(runtime.Library, ElementType.Float32, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            Tensor.Create(runtime.Library, ElementType.Float32, 1L << 20, 1L << 20)
        );
    }

    private static void Says(string text, Exception e) => Assert.Contains(text, e.Message, StringComparison.Ordinal);

    private ModelInvalidException Refused(byte[] bytes, string name)
    {
        ModelInvalidException e = Assert.Throws<ModelInvalidException>(() => runtime.Open(bytes, $"{name}.onnx"));
        Says($"{name}.onnx", e);
        return e;
    }

    private void RunRefused(string input, ElementType type, long[] shape, string message)
    {
        using OnnxSession session = runtime.Open(TestModels.Square());
        using Tensor given = Tensor.Create(runtime.Library, type, shape);
        using Tensor x = Tensor.Create(runtime.Library, ElementType.Float32, 1, 4);
        NamedTensor[] inputs = input == "x" ? [new("x", given)] : [new("x", x), new(input, given)];
        ModelInvalidException e = Assert.Throws<ModelInvalidException>(() => session.Run(inputs, [new("y", x)], Token));
        Says(message, e);
        Says(session.Path, e);
        using RunBinding binding = session.Bind();
        Says(message, Assert.Throws<ModelInvalidException>(() => binding.Input(input, given)));
    }
}
