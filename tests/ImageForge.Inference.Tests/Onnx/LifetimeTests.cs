using ImageForge.Inference.Onnx;
using ImageForge.Inference.Tests.Models;
using Xunit;

namespace ImageForge.Inference.Tests.Onnx;

[Collection(nameof(Alone))]
public sealed class LifetimeTests(Runtime runtime) : IClassFixture<Runtime>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Things_may_be_disposed_of_in_any_order()
    {
        int[] order = [0, 1, 2, 3, 4];
        for (int seed = 0; seed < 40; seed++)
        {
            new Random(seed).Shuffle(order);
            OnnxRuntime library = OnnxRuntime.Open(runtime.Library.File, null);
            string path = runtime.Write("order.onnx", TestModels.Square());
            OnnxSession session = OnnxSession.Open(library, path, Runtime.OnProcessor, Token);
            Tensor x = Tensor.From<float>(library, [1, 2, 3, 4], 1, 4);
            Tensor y = Tensor.Create(library, ElementType.Float32, 1, 4);
            RunBinding binding = session.Bind();
            binding.Input("x", x);
            binding.Output("y", y);
            binding.Run(Token);
            IDisposable[] all = [library, session, x, y, binding];
            foreach (int next in order)
            {
                all[next].Dispose();
                all[next].Dispose();
            }
        }
    }

    [Fact]
    public void A_binding_keeps_what_is_bound()
    {
        using OnnxSession session = runtime.Open(TestModels.Square());
        using Tensor y = Tensor.Create(runtime.Library, ElementType.Float32, 1, 4);
        using RunBinding binding = session.Bind();
        using (Tensor x = Tensor.From<float>(runtime.Library, [1, 2, 3, 4], 1, 4))
        {
            binding.Input("x", x);
        }

        binding.Output("y", y);
        session.Dispose();
        binding.Run(Token);
        Assert.Equal([1, 4, 9, 16], y.Data<float>().ToArray());
    }

    [Fact]
    public void What_was_disposed_of_says_so()
    {
        OnnxSession session = runtime.Open(TestModels.Square());
        Tensor x = Tensor.Create(runtime.Library, ElementType.Float32, 1, 4);
        RunBinding binding = session.Bind();
        using Tensor y = Tensor.Create(runtime.Library, ElementType.Float32, 1, 4);
        binding.Dispose();
        Assert.Throws<ObjectDisposedException>(() => binding.Run(Token));
        Assert.Throws<ObjectDisposedException>(() => binding.Input("x", y));
        x.Dispose();
        Assert.Throws<ObjectDisposedException>(() => x.Data<float>().Length);
        Assert.Throws<ObjectDisposedException>(() => session.Run([new("x", x)], [new("y", y)], Token));
        session.Dispose();
        Assert.Throws<ObjectDisposedException>(() => session.Run([new("x", y)], [new("y", y)], Token));
        Assert.Throws<ObjectDisposedException>(session.Bind);
    }

    [Fact]
    public async Task One_session_serves_many_threads()
    {
        using OnnxSession session = runtime.Open(TestModels.Square());
        await Parallel.ForEachAsync(
            Enumerable.Range(1, 64),
            new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = Token },
            (number, token) =>
            {
                using Tensor x = Tensor.From<float>(runtime.Library, [number, -number, 0, 1], 1, 4);
                using Tensor y = Tensor.Create(runtime.Library, ElementType.Float32, 1, 4);
                for (int i = 0; i < 50; i++)
                {
                    y.Data<float>().Clear();
                    session.Run([new("x", x)], [new("y", y)], token);
                    Assert.Equal([number * number, number * number, 0, 1], y.Data<float>().ToArray());
                }

                return ValueTask.CompletedTask;
            }
        );
    }

    [Fact]
    public void A_thousand_rounds_leave_no_memory_behind()
    {
        string path = runtime.Write("rounds.onnx", TestModels.Square());
        for (int round = 0; round < 200; round++)
        {
            Round(path);
        }

        long before = Resident();
        for (int round = 0; round < 1000; round++)
        {
            Round(path);
        }

        // A leak of what a round makes, some 400 KiB, would be far more.
        Assert.InRange(Resident() - before, long.MinValue, 32L << 20);
    }

    private static long Resident()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        return Environment.WorkingSet;
    }

    private void Round(string path)
    {
        using OnnxSession session = OnnxSession.Open(runtime.Library, path, Runtime.OnProcessor, Token);
        using Tensor x = Tensor.Create(runtime.Library, ElementType.Float32, 4096, 4);
        using Tensor y = Tensor.Create(runtime.Library, ElementType.Float32, 4096, 4);
        using RunBinding binding = session.Bind();
        binding.Input("x", x);
        binding.Output("y", y);
        binding.Run(Token);
        session.Run([new("x", x)], [new("y", y)], Token);
    }
}
