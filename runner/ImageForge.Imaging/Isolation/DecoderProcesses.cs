using System.ComponentModel;
using System.Diagnostics;

namespace ImageForge.Imaging.Isolation;

/// <summary>
/// Starts the processes that decode, one for each file and none for two: what a file may have made of its process reaches no other
/// file. Some may be started before their files are there.
/// </summary>
internal sealed class DecoderProcesses(string program)
{
    // Each has 5 MB of memory to itself while it waits, and takes a core for 60 ms to start.
    private static readonly int Most = Math.Clamp(Environment.ProcessorCount, 1, 4);

    private readonly Lock _gate = new();
    private readonly Queue<Task<ChildProcess>> _waiting = [];
    private int _expected;

    public string Program => program;

    /// <summary>Starts some now, and others at each <see cref="Refill"/>, until as many files have come.</summary>
    /// <returns>Ends those that wait.</returns>
    public IDisposable Expect(int files)
    {
        lock (_gate)
        {
            _expected = files;
        }

        Refill();
        return new Expectation(this);
    }

    /// <summary>
    /// Replaces those that were taken, as long as files are expected: called when a file is decoded, as a start takes the
    /// cores that decode it.
    /// </summary>
    public void Refill()
    {
        lock (_gate)
        {
            while (_waiting.Count < Math.Min(_expected, Most))
            {
                // The caller goes on with its picture meanwhile.
                _waiting.Enqueue(Task.Run(StartAsync));
            }
        }
    }

    /// <summary>A process that waits for a file and has been told which. The caller disposes of it.</summary>
    /// <exception cref="Win32Exception">The program cannot be started.</exception>
    public async Task<ChildProcess> TakeAsync(DecodeOrder order)
    {
        Task<ChildProcess>? waiting;
        lock (_gate)
        {
            _expected = Math.Max(0, _expected - 1);
            _waiting.TryDequeue(out waiting);
        }

        if (waiting is not null)
        {
            ChildProcess child = await waiting;
            if (TryTell(child, order))
            {
                return child;
            }

            // Something ended it while it waited, and no file.
            child.Dispose();
        }

        ChildProcess fresh = await StartAsync();
        // Where it ended already, its exit code says why.
        _ = TryTell(fresh, order);
        return fresh;
    }

    /// <summary>False where the process has ended.</summary>
    private static bool TryTell(ChildProcess child, DecodeOrder order)
    {
        try
        {
            child.Process.StandardInput.BaseStream.Write(order.ToBytes());
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private void End()
    {
        Task<ChildProcess>[] waiting;
        lock (_gate)
        {
            waiting = [.. _waiting];
            _waiting.Clear();
            _expected = 0;
        }

        foreach (Task<ChildProcess> started in waiting)
        {
            try
            {
                started.GetAwaiter().GetResult().Dispose();
            }
            catch (Win32Exception)
            {
                // It could not be started, and no file needed it.
            }
        }
    }

    private Task<ChildProcess> StartAsync()
    {
        ProcessStartInfo start = ChildProcess.Confined(program, DecodeWorker.Command);
        // Rows pass through arrays that live shortly: in 1 MB, used again and again, instead of in fresh memory each.
        start.Environment["DOTNET_GCgen0size"] = "0x100000";
        return ChildProcess.StartAsync(start);
    }

    private sealed class Expectation(DecoderProcesses processes) : IDisposable
    {
        public void Dispose() => processes.End();
    }
}
