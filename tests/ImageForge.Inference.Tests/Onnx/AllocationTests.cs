using ImageForge.Inference.Onnx;
using ImageForge.Inference.Tests.Models;
using Xunit;

namespace ImageForge.Inference.Tests.Onnx;

public sealed class AllocationTests(Runtime runtime) : IClassFixture<Runtime>
{
    private const int Rounds = 3;
    private const int Runs = 200;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Runs_after_the_first_allocate_nothing(bool cancellable)
    {
        using var source = new CancellationTokenSource();
        CancellationToken token = cancellable ? source.Token : CancellationToken.None;
        using OnnxSession session = runtime.Open(TestModels.Sum());
        using Tensor a = Tensor.From<float>(runtime.Library, [1, 2, 3, 4], 4);
        using Tensor b = Tensor.From<float>(runtime.Library, [10, 20, 30, 40], 4);
        using Tensor y = Tensor.Create(runtime.Library, ElementType.Float32, 4);
        using RunBinding binding = session.Bind();
        binding.Input("a", a);
        binding.Constant("b", b);
        binding.Output("y", y);
        Assert.Equal(0, Allocated(() => binding.Run(token)));
        NamedTensor[] inputs = [new("a", a), new("b", b)];
        NamedTensor[] outputs = [new("y", y)];
        Assert.Equal(0, Allocated(() => session.Run(inputs, outputs, token)));
        Assert.Equal([11, 22, 33, 44], y.Data<float>().ToArray());
    }

    [Fact]
    public void Filling_a_tensor_allocates_nothing()
    {
        using Tensor half = Tensor.Create(runtime.Library, ElementType.Float16, 2, 4);
        float[] numbers = [1, 2, 3, 4];
        Assert.Equal(
            0,
            Allocated(() =>
            {
                half.Write(numbers, 4);
                half.Read(numbers, 4);
            })
        );
        Assert.Equal([0, 0, 0, 0, 1, 2, 3, 4], half.Data<Half>().ToArray().Select(number => (float)number));
    }

    /// <summary>
    /// The fewest bytes of several rounds: code that is compiled again meanwhile may cost the runtime some once, a run that
    /// allocates costs them in every round.
    /// </summary>
    private static long Allocated(Action run)
    {
        run();
        long fewest = long.MaxValue;
        for (int round = 0; round < Rounds; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < Runs; i++)
            {
                run();
            }

            fewest = Math.Min(fewest, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return fewest;
    }
}
