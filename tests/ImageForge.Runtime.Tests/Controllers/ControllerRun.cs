using ImageForge.Runtime.Controllers;

namespace ImageForge.Runtime.Tests.Controllers;

/// <summary>A controller that runs until the test ends.</summary>
internal sealed class ControllerRun : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;

    public ControllerRun(Controller controller)
    {
        Controller = controller;
        _running = controller.RunAsync(_stop.Token);
    }

    public Controller Controller { get; }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        Controller.Dispose();
        _stop.Dispose();
    }
}
