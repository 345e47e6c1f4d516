using System.Runtime.InteropServices;

namespace ImageForge.Runner.Hosting;

/// <summary>Turns SIGTERM and SIGINT into a cancellation, and ends the process if it takes longer than a second.</summary>
/// <remarks>One a process: a signal that comes when all is done must not change the exit code.</remarks>
internal sealed class StopSignal : IDisposable
{
    // A stage that finds no safe point in time is ended where it is: attempts survive even a kill.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(900);

    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _registrations;
    private readonly Action _stopping;
    private readonly Action _overdue;
    private readonly TimeProvider _time;
    private ITimer? _timer;
    private int _isSettled;

    /// <summary>Begins to listen.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="stopping">Is called at the first signal.</param>
    /// <param name="overdue">Is called when the run has not ended in time; must end the process.</param>
    public StopSignal(TimeProvider time, Action stopping, Action overdue)
    {
        _time = time;
        _stopping = stopping;
        _overdue = overdue;
        _registrations =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop),
            PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop),
        ];
    }

    /// <summary>Is cancelled when the run is to stop.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>Ignores signals from here on.</summary>
    /// <returns>False where the run took too long to stop, so that the process is ending already.</returns>
    public bool Settle()
    {
        _timer?.Dispose();
        return Interlocked.Exchange(ref _isSettled, 1) == 0;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        // Signals stay registered, and are ignored, until the process has ended: its result is written. Nor is the source
        // disposed of, which a signal may be about to cancel.
        GC.KeepAlive(_registrations);
        _timer?.Dispose();
    }

    private void Stop(PosixSignalContext context)
    {
        context.Cancel = true;
        if (_timer is null && _isSettled == 0)
        {
            _timer = _time.CreateTimer(_ => End(), null, Patience, Timeout.InfiniteTimeSpan);
            _stopping();
            _source.Cancel();
        }
    }

    private void End()
    {
        if (Interlocked.Exchange(ref _isSettled, 1) == 0)
        {
            _overdue();
        }
    }
}
