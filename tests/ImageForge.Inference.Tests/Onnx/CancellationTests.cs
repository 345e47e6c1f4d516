using System.Diagnostics;
using ImageForge.Inference.Onnx;
using ImageForge.Inference.Tests.Models;
using Xunit;

namespace ImageForge.Inference.Tests.Onnx;

public sealed class CancellationTests(Runtime runtime) : IClassFixture<Runtime>
{
    private const int Size = 256;

    [Fact]
    public void A_long_run_ends_soon_after_it_is_cancelled()
    {
        using OnnxSession session = runtime.Open(TestModels.Long(8000));
        using Tensor x = Tensor.Create(runtime.Library, ElementType.Float32, Size, Size);
        using Tensor y = Tensor.Create(runtime.Library, ElementType.Float32, Size, Size);
        using RunBinding binding = session.Bind();
        binding.Input("x", x);
        binding.Output("y", y);
        Ends(token => binding.Run(token));
        Ends(token => session.Run([new("x", x)], [new("y", y)], token));
    }

    [Fact]
    public void What_was_cancelled_runs_again_with_another_token()
    {
        using OnnxSession session = runtime.Open(TestModels.Square());
        using Tensor x = Tensor.From<float>(runtime.Library, [1, 2, 3, 4], 1, 4);
        using Tensor y = Tensor.Create(runtime.Library, ElementType.Float32, 1, 4);
        using RunBinding binding = session.Bind();
        binding.Input("x", x);
        binding.Output("y", y);
        for (int round = 0; round < 3; round++)
        {
            using var source = new CancellationTokenSource();
            binding.Run(source.Token);
            session.Run([new("x", x)], [new("y", y)], source.Token);
            source.Cancel();
            Assert.Throws<OperationCanceledException>(() => binding.Run(source.Token));
            Assert.Throws<OperationCanceledException>(() => session.Run([new("x", x)], [new("y", y)], source.Token));
            y.Data<float>().Clear();
            binding.Run(CancellationToken.None);
            Assert.Equal([1, 4, 9, 16], y.Data<float>().ToArray());
        }
    }

    [Fact]
    public void Opening_ends_where_it_is_cancelled()
    {
        string path = runtime.Write("opening.onnx", TestModels.Square());
        Assert.Throws<OperationCanceledException>(() =>
            OnnxSession.Open(runtime.Library, path, Runtime.OnProcessor, new CancellationToken(true))
        );
    }

    [Fact]
    public void Opening_ends_where_it_is_cancelled_on_the_way()
    {
        string path = runtime.Write("opening-long.onnx", TestModels.Long(15_000));
        using var source = new CancellationTokenSource();
        Thread canceller = Later(source, 20, () => { });
        // The library looks at the flag between its stages only, so this says nothing about how soon.
        Assert.Throws<OperationCanceledException>(() =>
            OnnxSession.Open(runtime.Library, path, Runtime.OnProcessor, source.Token)
        );
        canceller.Join();
    }

    /// <summary>Cancels by a thread of its own: a timer waits for the pool, which other tests keep busy longer than a run takes.</summary>
    private static Thread Later(CancellationTokenSource source, int milliseconds, Action before)
    {
        var thread = new Thread(() =>
        {
            source.Token.WaitHandle.WaitOne(milliseconds);
            before();
            source.Cancel();
        });
        thread.Start();
        return thread;
    }

    private static void Ends(Action<CancellationToken> run)
    {
        using var source = new CancellationTokenSource();
        long cancelled = 0;
        Thread canceller = Later(source, 150, () => cancelled = Stopwatch.GetTimestamp());
        OperationCanceledException e = Assert.Throws<OperationCanceledException>(() => run(source.Token));
        canceller.Join();
        Assert.Equal(source.Token, e.CancellationToken);
        Assert.InRange(Stopwatch.GetElapsedTime(cancelled).TotalMilliseconds, 0, 100);
    }
}
