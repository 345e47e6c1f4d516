using System.Collections.Concurrent;
using ImageForge.Inference.Errors;
using ImageForge.Inference.Onnx;
using ImageForge.Inference.Tests.Models;
using Microsoft.Extensions.Logging;
using Xunit;

namespace ImageForge.Inference.Tests.Onnx;

[Collection(nameof(Alone))]
public sealed class OrtLogTests(Runtime runtime) : IClassFixture<Runtime>
{
    [Fact]
    public void Lines_of_the_library_reach_the_logger_at_its_level()
    {
        Assert.Contains(Lines(LogLevel.Debug), line => line.Level == LogLevel.Debug);
        Assert.All(Lines(LogLevel.Warning), line => Assert.Equal(LogLevel.Warning, line.Level));
    }

    private List<(LogLevel Level, string Text)> Lines(LogLevel least)
    {
        var logger = new Recorder(least);
        using (OnnxRuntime library = OnnxRuntime.Open(runtime.Library.File, logger))
        {
            string path = runtime.Write("log.onnx", TestModels.Square());
            OnnxSession.Open(library, path, Runtime.OnProcessor, TestContext.Current.CancellationToken).Dispose();
            Assert.Throws<ModelInvalidException>(() =>
                OnnxSession.Open(
                    library,
                    runtime.Write("log-bad.onnx", [1, 2, 3]),
                    Runtime.OnProcessor,
                    TestContext.Current.CancellationToken
                )
            );
        }

        int count = logger.Lines.Count;
        runtime.Open(TestModels.Square()).Dispose();
        Assert.Equal(count, logger.Lines.Count);
        return [.. logger.Lines];
    }

    private sealed class Recorder(LogLevel least) : ILogger
    {
        public ConcurrentQueue<(LogLevel Level, string Text)> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= least;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        )
        {
            if (IsEnabled(logLevel))
            {
                Lines.Enqueue((logLevel, formatter(state, exception)));
            }
        }
    }
}
