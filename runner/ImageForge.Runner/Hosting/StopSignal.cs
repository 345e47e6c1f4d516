using System.Runtime.InteropServices;

namespace ImageForge.Runner.Hosting;

/// <summary>Turns SIGTERM and SIGINT into a cancellation, and ends the process if it takes longer than a second.</summary>
internal sealed class StopSignal : IDisposable
{
    // A stage that finds no safe point in time is ended where it is: attempts survive even a kill.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(900);

    private readonly CancellationTokenSource source = new();
    private readonly PosixSignalRegistration[] registrations;
    private readonly Action stopping;
    private readonly Action overdue;
    private readonly TimeProvider time;
    private ITimer? timer;

    /// <summary>Begins to listen.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="stopping">Is called at the first signal.</param>
    /// <param name="overdue">Is called when the run has not ended in time; must end the process.</param>
    public StopSignal(TimeProvider time, Action stopping, Action overdue)
    {
        this.time = time;
        this.stopping = stopping;
        this.overdue = overdue;
        registrations =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop),
            PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop),
        ];
    }

    /// <summary>Is cancelled when the run is to stop.</summary>
    public CancellationToken Token => source.Token;

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var registration in registrations)
        {
            registration.Dispose();
        }

        timer?.Dispose();
        source.Dispose();
    }

    private void Stop(PosixSignalContext context)
    {
        context.Cancel = true;
        if (timer is null)
        {
            timer = time.CreateTimer(_ => overdue(), null, Patience, Timeout.InfiniteTimeSpan);
            stopping();
            source.Cancel();
        }
    }
}
