using System.Collections.Concurrent;
using ImageForge.Artifacts.Errors;
using ImageForge.Contracts.Plans;
using Xunit;

namespace ImageForge.Artifacts.Tests.Models;

/// <summary>Many runners at once, in a cache that is too small, over a line that breaks, some of them stopped.</summary>
public sealed class CacheSoakTests : IDisposable
{
    private const int Runners = 8;
    private const int Rounds = 12;
    private const int Room = 3;

    private static readonly string[] Names = ["a", "b", "c", "d", "e"];

    private readonly ModelServer _server = new();
    private readonly ModelBench _bench = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Whoever_has_a_model_has_it_whole_until_it_is_let_go(int seed)
    {
        foreach (var name in Names)
        {
            ModelBench.Put(_server, Small(name), name);
        }

        var size = Small("a").Sum(f => (long)f.Value.Length);
        _bench.Environment[ModelVariables.CacheBytes] = $"{size * Room + 500}";
        var line = new Random(seed);
        _server.CutAfter = (_, _) => Next(line, 6) == 0 ? Next(line, 8000) : null;
        var outcomes = new ConcurrentBag<string>();
        await Task.WhenAll(
            Enumerable.Range(0, Runners).Select(i => Task.Run(() => RunAsync(new Random(seed * 100 + i))))
        );

        Assert.Contains("had", outcomes);
        Assert.True(_bench.Entries().Length <= Room);
        // Nothing is held any more, so everything can be had.
        _server.CutAfter = (_, _) => null;
        foreach (var name in Names)
        {
            using var model = await _bench.OpenAsync(ModelBench.Plan(_server, name));
            ModelBench.AssertHas(Small(name), model);
        }

        async Task RunAsync(Random random)
        {
            for (var round = 0; round < Rounds; round++)
            {
                var name = Names[random.Next(Names.Length)];
                using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
                if (random.Next(4) == 0)
                {
                    stop.CancelAfter(random.Next(1, 60));
                }

                try
                {
                    using var model = await _bench.OpenAsync(ModelBench.Plan(_server, name), stop.Token);
                    ModelBench.AssertHas(Small(name), model);
                    await Task.Delay(random.Next(30), Token);
                    ModelBench.AssertHas(Small(name), model);
                    outcomes.Add("had");
                }
                catch (ModelUnavailableException e) when (e.Message.Contains("in use", StringComparison.Ordinal))
                {
                    outcomes.Add("full");
                }
                catch (OperationCanceledException) when (stop.IsCancellationRequested)
                {
                    outcomes.Add("stopped");
                }
            }
        }
    }

    public void Dispose()
    {
        _server.Dispose();
        _bench.Dispose();
    }

    private static Dictionary<string, byte[]> Small(string name) => ModelBench.Model(seed: name[0], bytes: 20_000);

    private static int Next(Random random, int below)
    {
        lock (random)
        {
            return random.Next(below);
        }
    }
}
