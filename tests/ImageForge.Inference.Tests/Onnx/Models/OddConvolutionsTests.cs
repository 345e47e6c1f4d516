using ImageForge.Inference.Onnx;
using ImageForge.Inference.Onnx.Models;
using ImageForge.Inference.Tests.Models;
using ImageForge.Testing.Data;
using ImageForge.Testing.Models;
using Xunit;

namespace ImageForge.Inference.Tests.Onnx.Models;

public sealed class OddConvolutionsTests(Runtime runtime) : IClassFixture<Runtime>
{
    [Theory]
    [InlineData(9, 320, 3, true)]
    [InlineData(6, 4, 3, true)]
    [InlineData(15, 8, 5, true)]
    [InlineData(9, 320, 1, false)]
    [InlineData(9, 9, 3, false)]
    [InlineData(3, 8, 3, false)]
    [InlineData(4, 8, 3, false)]
    [InlineData(12, 8, 3, false)]
    [InlineData(7, 8, 3, false)]
    public void They_are_told_by_their_channels(int inputs, int outputs, int kernel, bool odd) =>
        Assert.Equal(odd, AreIn(TestModels.Convolution(inputs, outputs, kernel)));

    [Fact]
    public void Weights_of_that_shape_that_nothing_is_convolved_with_are_none()
    {
        byte[] model = new ModelBuilder()
            .Weights("w", new float[8 * 9 * 9], 8, 9, 3, 3)
            .Node("Add", ["x", "w"], ["y"])
            .Input("x", ElementType.Float32, "8", "9", "3", "3")
            .Output("y", ElementType.Float32, "8", "9", "3", "3")
            .Build();
        Assert.False(AreIn(model));
    }

    [Fact]
    public void They_are_found_in_networks_that_were_exported()
    {
        Assert.True(OddConvolutions.AreIn(Path.Combine(ReferenceData.Model("sd-inpaint"), "unet", "model.onnx")));
        Assert.False(OddConvolutions.AreIn(Path.Combine(ReferenceData.Model("sd"), "unet", "model.onnx")));
        Assert.False(OddConvolutions.AreIn(RecordedData.Path("tiny-sd", "unet", "model.onnx")));
    }

    [Fact]
    public void What_is_no_model_has_none()
    {
        byte[] whole = TestModels.Convolution(9, 8, 3);
        for (int length = 0; length < whole.Length - 4; length += 7)
        {
            AreIn(whole[..length]);
        }

        byte[] noise = new byte[4096];
        for (int seed = 0; seed < 200; seed++)
        {
            new Random(seed).NextBytes(noise);
            AreIn(noise);
        }
    }

    private bool AreIn(byte[] model) => OddConvolutions.AreIn(runtime.Write("scanned.onnx", model));
}
