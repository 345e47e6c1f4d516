using System.Collections.Concurrent;
using ImageForge.Kube;
using ImageForge.Runtime.Informers;
using k8s.Models;
using Xunit;

namespace ImageForge.Runtime.Tests.Informers;

/// <summary>An informer that runs until the test ends, with a record of what it told.</summary>
internal sealed class InformerRun : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly ConcurrentQueue<string> _told = new();
    private readonly SemaphoreSlim _changed = new(0);
    private readonly CancellationTokenSource _stop = new();
    private readonly KubeClient _client;
    private readonly Task _running;

    public InformerRun(KubeClient client, Informer<V1ConfigMap> informer)
    {
        _client = client;
        Informer = informer;
        informer.Subscribe(change =>
        {
            var sign = change switch
            {
                { Old: null } => '+',
                { New: null } => '-',
                _ => '~',
            };
            _told.Enqueue($"{sign}{change.Key.Name}");
            _changed.Release();
        });
        _running = Task.Run(() => informer.RunAsync(_stop.Token));
    }

    public Informer<V1ConfigMap> Informer { get; }

    /// <summary>Changes told so far: + new, ~ changed, - gone.</summary>
    public string[] Told => [.. _told];

    /// <summary>Waits until a condition holds, looking after each change.</summary>
    public async Task UntilAsync(Func<bool> condition)
    {
        while (!condition())
        {
            var change = _changed.WaitAsync(Patience, TestContext.Current.CancellationToken);
            if (await Task.WhenAny(change, _running) == _running)
            {
                await _running;
            }
            var isChanged = await change;
            Assert.True(isChanged, $"Nothing more came; told so far: {string.Join(' ', Told)}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _client.Dispose();
        _stop.Dispose();
        _changed.Dispose();
    }
}
