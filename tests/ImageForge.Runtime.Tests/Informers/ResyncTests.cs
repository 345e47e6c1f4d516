using System.Text.Json;
using ImageForge.Api;
using ImageForge.Kube;
using ImageForge.Kube.Config;
using ImageForge.Runtime.Informers;
using ImageForge.Testing.Http;
using ImageForge.Testing.Time;
using k8s.Models;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace ImageForge.Runtime.Tests.Informers;

/// <summary>Every object is reported again now and then, from the store and not from the server.</summary>
public sealed class ResyncTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_object_is_told_again_after_ten_hours_give_or_take_a_tenth()
    {
        await using var server = OperatorRole.Serve(async exchange =>
        {
            if (exchange.Request.Query("watch") is not null)
            {
                await exchange.BeginAsync();
                await exchange.KeepSilentAsync();
                return;
            }

            var items = new[] { "a", "b" }.Select(
                (name, i) => JsonSerializer.Serialize(Samples.ConfigMap(name, i + 1), CoreJson.Of<V1ConfigMap>())
            );
            await exchange.AnswerAsync(
                200,
                $$"""{"kind":"ConfigMapList","apiVersion":"v1","metadata":{"resourceVersion":"5"},"items":[{{string.Join(',', items)}}]}"""
            );
        });
        var time = new FakeTimeProvider();
        var client = KubeClient.Create(new KubeConfig { Server = server.Address });
        var options = new InformerOptions { Time = time, Seed = 1 };
        await using var run = new InformerRun(
            client,
            new Informer<V1ConfigMap>(client, CoreResources.ConfigMaps, NullLogger.Instance, options)
        );
        await run.UntilAsync(() => run.Told.Length == 2);
        await run.Informer.Synced.WaitAsync(Cancel);

        time.Advance(TimeSpan.FromHours(8.9));
        Assert.Equal(["+a", "+b"], run.Told.Order(StringComparer.Ordinal));
        time.Advance(TimeSpan.FromHours(2.2));
        Assert.Equal(["+a", "+b", "~a", "~b"], run.Told.Order(StringComparer.Ordinal));
        time.Advance(TimeSpan.FromHours(11.1));
        Assert.Equal(6, run.Told.Length);
        Assert.Single(server.Requests, request => request.Query("watch") is null);
    }
}
