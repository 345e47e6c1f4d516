using ImageForge.Inference.Onnx;
using ImageForge.Inference.Tests.Models;
using Xunit;

namespace ImageForge.Inference.Tests.Onnx;

/// <summary>
/// Sums of many products, as large models have them, are the same bits on any number of threads: ONNX Runtime parts what
/// it computes between its threads, never a sum.
/// </summary>
public sealed class ThreadTests(Runtime runtime) : IClassFixture<Runtime>
{
    [Theory]
    [InlineData(77, 768, 3072)]
    [InlineData(1, 1280, 1280)]
    [InlineData(300, 2560, 37)]
    [InlineData(1024, 513, 320)]
    public void Products_of_matrices_are_the_same(int rows, int inner, int columns) =>
        AreSame(
            new ModelBuilder()
                .Weights("w", Values(inner * columns), inner, columns)
                .Node("MatMul", ["x", "w"], ["y"])
                .Input("x", ElementType.Float32, "n", "k")
                .Output("y", ElementType.Float32, "n", "m")
                .Build(),
            [rows, inner],
            [rows, columns]
        );

    [Theory]
    [InlineData(320, 320, 3, 24)]
    [InlineData(64, 3, 9, 61)]
    [InlineData(640, 96, 1, 33)]
    public void Convolutions_are_the_same(int from, int to, int kernel, int side) =>
        AreSame(
            new ModelBuilder()
                .Weights("w", Values(to * from * kernel * kernel), to, from, kernel, kernel)
                .Node("Conv", ["x", "w"], ["y"])
                .Input("x", ElementType.Float32, "n", "c", "h", "w")
                .Output("y", ElementType.Float32, "n", "d", "i", "j")
                .Build(),
            [1, from, side, side],
            [1, to, side - kernel + 1, side - kernel + 1]
        );

    [Fact]
    public void Means_are_the_same() =>
        AreSame(
            new ModelBuilder()
                .Node("ReduceMean", ["x"], ["y"], ("keepdims", 1))
                .Input("x", ElementType.Float32, "n", "m")
                .Output("y", ElementType.Float32, "1", "1")
                .Build(),
            [700, 911],
            [1, 1]
        );

    private void AreSame(byte[] model, int[] input, int[] output)
    {
        OnnxRuntime library = runtime.Library;
        string file = runtime.Write("model.onnx", model);
        float[]? first = null;
        foreach (int threads in (int[])[1, 2, 3, 7])
        {
            using OnnxSession session = OnnxSession.Open(
                library,
                file,
                Runtime.OnProcessor with
                {
                    IntraOpThreads = threads,
                }
            );
            using Tensor x = Tensor.From<float>(library, Values(Size(input)), [.. input.Select(s => (long)s)]);
            using Tensor y = Tensor.Create(library, ElementType.Float32, [.. output.Select(s => (long)s)]);
            session.Run([new("x", x)], [new("y", y)], TestContext.Current.CancellationToken);
            float[] made = y.Data<float>().ToArray();
            Assert.Equal(first ??= made, made);
        }
    }

    private static int Size(int[] shape) => shape.Aggregate(1, (a, b) => a * b);

    private static float[] Values(int count)
    {
        var random = new Random(count);
        return [.. Enumerable.Range(0, count).Select(_ => (float)(random.NextDouble() - 0.5))];
    }
}
