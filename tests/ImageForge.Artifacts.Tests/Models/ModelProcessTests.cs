using ImageForge.Artifacts.Errors;
using ImageForge.Artifacts.Models;
using ImageForge.Contracts.Plans;
using Xunit;

namespace ImageForge.Artifacts.Tests.Models;

/// <summary>Runners that are killed, and runners that are not told of each other.</summary>
public sealed class ModelProcessTests : IDisposable
{
    private readonly ModelServer _server = new();
    private readonly ModelBench _bench = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static long Size => ModelBench.Model().Sum(f => (long)f.Value.Length);

    [Fact(Explicit = true)]
    public async Task Opens_a_model_and_keeps_it()
    {
        Assert.SkipUnless(
            Environment.GetEnvironmentVariable(ModelProcess.Uri) is not null,
            "runs in processes of other tests"
        );
        var source = new ModelSource(Environment.GetEnvironmentVariable, _ => null, "studio", TimeProvider.System);
        var plan = new ModelPlan
        {
            Uri = Environment.GetEnvironmentVariable(ModelProcess.Uri)!,
            Endpoint = Environment.GetEnvironmentVariable(ModelProcess.Endpoint),
        };
        using var model = await source.OpenAsync(plan, _bench, Token);
        var report = Environment.GetEnvironmentVariable(ModelProcess.Report)!;
        await File.WriteAllTextAsync(report + ".tmp", $"{model.Digest} {model.Moved}", Token);
        File.Move(report + ".tmp", report);
        await Task.Delay(TimeSpan.FromMinutes(5), Token);
    }

    [Fact]
    public async Task Of_three_processes_at_once_one_downloads()
    {
        ModelBench.Put(_server, ModelBench.Model());
        using var first = new ModelProcess(_bench, ModelBench.Plan(_server));
        using var second = new ModelProcess(_bench, ModelBench.Plan(_server));
        using var third = new ModelProcess(_bench, ModelBench.Plan(_server));
        var all = await Task.WhenAll(first.OpenedAsync(Token), second.OpenedAsync(Token), third.OpenedAsync(Token));
        Assert.All(all, one => Assert.Equal(ModelBench.Digest(ModelBench.Model()), one.Digest));
        Assert.Equal(Size, all.Sum(one => one.Moved));
        Assert.Equal(Size, _server.Sent);
    }

    [Fact]
    public async Task What_a_killed_process_downloaded_is_not_downloaded_again()
    {
        const string Large = "sd/unet/model.onnx_data";
        ModelBench.Put(_server, ModelBench.Model());
        var reached = new TaskCompletionSource();
        _server.Midway = async key =>
        {
            if (key == Large)
            {
                while (_bench.PartialBytes() < Size - 150_000)
                {
                    await Task.Delay(5, Token);
                }

                reached.TrySetResult();
                await Task.Delay(Timeout.Infinite, Token);
            }
        };
        using (var killed = new ModelProcess(_bench, ModelBench.Plan(_server)))
        {
            await reached.Task.WaitAsync(TimeSpan.FromMinutes(1), Token);
            killed.Kill();
        }

        Assert.Empty(_bench.Entries());
        _server.Midway = _ => Task.CompletedTask;
        using var model = await _bench.OpenAsync(ModelBench.Plan(_server));
        ModelBench.AssertHas(ModelBench.Model(), model);
        Assert.Equal(150_000, model.Moved);
        Assert.Equal(Size, _server.Sent);
        Assert.Contains((Large, 150_000), _server.Gets);
    }

    [Fact]
    public async Task What_another_process_uses_is_not_removed_until_it_ends()
    {
        _bench.Environment[ModelVariables.CacheBytes] = $"{Size + 1000}";
        ModelBench.Put(_server, ModelBench.Model());
        ModelBench.Put(_server, ModelBench.Model(seed: 30), "other");
        using var user = new ModelProcess(_bench, ModelBench.Plan(_server));
        await user.OpenedAsync(Token);
        await Assert.ThrowsAsync<ModelUnavailableException>(() => _bench.OpenAsync(ModelBench.Plan(_server, "other")));
        Assert.Single(_bench.Entries());

        user.Kill();
        using var other = await _bench.OpenAsync(ModelBench.Plan(_server, "other"));
        ModelBench.AssertHas(ModelBench.Model(seed: 30), other);
        Assert.Single(_bench.Entries());
    }

    public void Dispose()
    {
        _server.Dispose();
        _bench.Dispose();
    }
}
