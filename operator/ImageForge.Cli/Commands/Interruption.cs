using System.Runtime.InteropServices;

namespace ImageForge.Cli.Commands;

/// <summary>
/// Ctrl-C and SIGTERM: the first cancels the command, which cleans up; the second ends the process at once, and so does a
/// command that takes too long.
/// </summary>
/// <remarks>
/// Not as a runner, which takes one signal and ignores others until its result is written: a person who presses Ctrl-C again
/// will not wait.
/// </remarks>
internal sealed class Interruption : IDisposable
{
    /// <summary>Longest time for a command to clean up. Reading a terminal or a blocked disk cannot be cancelled.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _registrations;
    private readonly ITimer _deadline;

    /// <summary>Begins to listen.</summary>
    public Interruption()
    {
        _deadline = TimeProvider.System.CreateTimer(
            _ => Environment.Exit(ExitCodes.Interrupted),
            null,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan
        );
        _registrations =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop),
        ];
    }

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => _source.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var registration in _registrations)
        {
            registration.Dispose();
        }

        // The source stays: a signal that comes this moment may still cancel it.
        _deadline.Dispose();
    }

    private void Stop(PosixSignalContext context)
    {
        // Not handled, the second ends the process.
        context.Cancel = !_source.IsCancellationRequested;
        if (context.Cancel)
        {
            _deadline.Change(Patience, Timeout.InfiniteTimeSpan);
            _source.Cancel();
        }
    }
}
