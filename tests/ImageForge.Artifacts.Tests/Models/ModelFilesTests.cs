using ImageForge.Artifacts.Models;
using Xunit;

namespace ImageForge.Artifacts.Tests.Models;

public sealed class ModelFilesTests
{
    [Theory]
    [InlineData("model_index.json", true)]
    [InlineData("tokenizer/merges.txt", true)]
    [InlineData("unet/model.onnx", true)]
    [InlineData("unet/model.onnx_data", true)]
    [InlineData("unet/model.onnx_data_1", true)]
    [InlineData("unet/model.onnx.data", true)]
    [InlineData("unet/weights.pb", true)]
    [InlineData("unet/weights.bin", true)]
    [InlineData("UNET/MODEL.ONNX", true)]
    [InlineData("vae/weights.bin", false)]
    [InlineData("unet/diffusion_pytorch_model.bin", false)]
    [InlineData("unet/diffusion_pytorch_model.fp16.bin", false)]
    [InlineData("unet/openvino_model.bin", false)]
    [InlineData("unet/diffusion_pytorch_model.safetensors", false)]
    [InlineData("unet/diffusion_flax_model.msgpack", false)]
    [InlineData("v1-5-pruned.ckpt", false)]
    [InlineData("README.md", false)]
    [InlineData("sample.png", false)]
    [InlineData(".gitattributes", false)]
    [InlineData(".git/config.json", false)]
    [InlineData("unet/.cache/model.onnx", false)]
    public void What_the_runner_reads_counts(string path, bool counts)
    {
        var files = ModelFiles.Of(["unet/model.onnx", path], p => p).ToList();
        Assert.Equal(counts, files.Skip(1).Contains(path));
    }
}
