using ImageForge.Inference.Errors;
using ImageForge.Inference.Onnx;
using Xunit;

namespace ImageForge.Inference.Tests.Onnx;

public sealed class OrtFailureTests
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
        InferenceException e = Translate(OrtErrorCode.Fail, text, Gpu);
        Assert.IsType<DeviceMemoryException>(e);
        Assert.Contains("'unet/model.onnx': not enough memory on a GPU (Cuda)", e.Message, StringComparison.Ordinal);
        Assert.Contains(text, e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(OrtErrorCode.Fail, "CUDA failure 999: unknown error")]
    [InlineData(OrtErrorCode.EpFail, "WebGPU device error(2): a validation of Dawn's")]
    [InlineData(OrtErrorCode.EngineError, "engine")]
    public void A_device_that_fails_is_not_the_models_fault(object code, string text) =>
        Assert.IsType<ProviderFailedException>(Translate((OrtErrorCode)code, text, Gpu));

    [Theory]
    [InlineData(OrtErrorCode.InvalidProtobuf, "Protobuf parsing failed.")]
    [InlineData(OrtErrorCode.InvalidArgument, "Got invalid dimensions for input: x")]
    [InlineData(OrtErrorCode.RuntimeException, "Non-zero status code returned while running Split node.")]
    public void What_a_model_cannot_do_is_its_own(object code, string text) =>
        Assert.IsType<ModelInvalidException>(Translate((OrtErrorCode)code, text, Processor));

    [Fact]
    public void Where_the_library_threw_is_left_out() =>
        Assert.Equal(
            "Failed to get a WebGPU adapter: No supported adapters",
            OrtFailure
                .Of(
                    OrtErrorCode.Fail,
                    "/src/webgpu_context.cc:136 void Initialize() status == Success was false. Failed to get a WebGPU adapter: No supported adapters\n"
                )
                .Text
        );

    private static InferenceException Translate(OrtErrorCode code, string text, ProviderReport report) =>
        Failures.ToException("unet/model.onnx", opening: false, report, new OrtFailure(code, text));
}
