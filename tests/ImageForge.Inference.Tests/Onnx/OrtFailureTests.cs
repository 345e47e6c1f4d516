using System.Reflection;
using ImageForge.Inference.Errors;
using ImageForge.Inference.Onnx;
using Microsoft.ML.OnnxRuntime;
using Xunit;

namespace ImageForge.Inference.Tests.Onnx;

public sealed class OrtFailureTests(Runtime runtime) : IClassFixture<Runtime>
{
    private static readonly ProviderReport Gpu = new(ExecutionProvider.Cuda, "a GPU");
    private static readonly ProviderReport Processor = new(ExecutionProvider.Cpu, "a processor");

    [Theory]
    [InlineData("Failed to allocate memory for requested buffer of size 8589934592")]
    [InlineData("CUDA failure 2: out of memory ; GPU=0 ; hostname=pod")]
    [InlineData("CUBLAS failure 3: CUBLAS_STATUS_ALLOC_FAILED")]
    [InlineData("WebGPU device error(3): vkCreateBuffer failed with VK_ERROR_OUT_OF_DEVICE_MEMORY")]
    [InlineData("std::bad_alloc")]
    public void Short_memory_is_told_with_device_and_model(string text)
    {
        InferenceException e = Translate("Fail", text, Gpu);
        Assert.IsType<DeviceMemoryException>(e);
        Assert.Contains("'unet/model.onnx': not enough memory on a GPU (Cuda)", e.Message, StringComparison.Ordinal);
        Assert.Contains(text, e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Fail", "CUDA failure 999: unknown error")]
    [InlineData("ShapeInferenceNotRegistered", "WebGPU device error(2): a validation of Dawn's")]
    [InlineData("ShapeInferenceNotRegistered", "the provider failed")]
    [InlineData("EngineError", "engine")]
    public void A_device_that_fails_is_not_the_models_fault(string code, string text) =>
        Assert.IsType<ProviderFailedException>(Translate(code, text, Gpu));

    [Theory]
    [InlineData("InvalidProtobuf", "Protobuf parsing failed.")]
    [InlineData("InvalidArgument", "Got invalid dimensions for input: x")]
    [InlineData("RuntimeException", "Non-zero status code returned while running Split node.")]
    public void What_a_model_cannot_do_is_its_own(string code, string text) =>
        Assert.IsType<ModelInvalidException>(Translate(code, text, Processor));

    [Fact]
    public void Where_the_library_threw_is_left_out() =>
        Assert.Equal(
            new OrtFailure("Fail", "Failed to get a WebGPU adapter: No supported adapters"),
            OrtFailure.Parse(
                "[ErrorCode:Fail] /src/webgpu_context.cc:136 void Initialize() status == Success was false. Failed to get a WebGPU adapter: No supported adapters\n"
            )
        );

    [Fact]
    public void Code_and_text_are_read_from_the_packages_exception()
    {
        // The library is loaded by the fixture; the package would look for another one.
        string file = runtime.Write("garbage.onnx", "no model"u8.ToArray());
        Assert.NotNull(runtime.Library.Version);
        OnnxRuntimeException e = Assert.Throws<OnnxRuntimeException>(() => new InferenceSession(file));
        OrtFailure failure = Assert.NotNull(OrtFailure.Of(e));
        Assert.Equal("InvalidProtobuf", failure.Code);
        Assert.StartsWith("Load model from ", failure.Text, StringComparison.Ordinal);
        Assert.Null(OrtFailure.Of(new InvalidOperationException("another's")));
    }

    [Fact]
    public void The_package_still_lacks_names_of_the_newest_codes()
    {
        // When this fails, the package was mended: OrtFailure need not catch KeyNotFoundException, and its name of code 11 is another.
        Assembly package = typeof(InferenceSession).Assembly;
        Type codes = package.GetType("Microsoft.ML.OnnxRuntime.ErrorCode", throwOnError: true)!;
        Assert.Equal(OrtFailure.ProviderFailed, Enum.GetName(codes, 11));
        TargetInvocationException e = Assert.Throws<TargetInvocationException>(() =>
            Activator.CreateInstance(
                typeof(OnnxRuntimeException),
                BindingFlags.Instance | BindingFlags.NonPublic,
                null,
                [Enum.ToObject(codes, 14), "the message"],
                null
            )
        );
        Assert.IsType<KeyNotFoundException>(e.InnerException);
        Assert.NotNull(OrtFailure.Of(e.InnerException));
    }

    private static InferenceException Translate(string code, string text, ProviderReport report) =>
        Failures.ToException("unet/model.onnx", opening: false, report, OrtFailure.Parse($"[ErrorCode:{code}] {text}"));
}
